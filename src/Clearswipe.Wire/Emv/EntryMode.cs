using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// How card and PIN were taken: field 22 of ISO 8583:1987, two digits for the card and one for the PIN.
/// </summary>
public static class EntryMode
{
    private static readonly Dictionary<string, Bilingual> Cards = new()
    {
        ["00"] = new("方式未知", "unknown"),
        ["01"] = new("手工输入", "typed by hand"),
        ["02"] = new("磁条", "stripe"),
        ["03"] = new("条码", "bar code"),
        ["05"] = new("插芯片", "chip, inserted"),
        ["07"] = new("挥卡", "chip, tapped"),
        ["10"] = new("留存凭证", "credential on file"),
        ["79"] = new("芯片未能读取后的磁条", "stripe, the chip could not be read"),
        ["80"] = new("芯片失败后降级到磁条", "stripe, fallback from the chip"),
        ["90"] = new("磁条，全磁道", "stripe, whole track"),
        ["91"] = new("非接磁条", "contactless stripe"),
        ["95"] = new("插芯片，校验值不可靠", "chip, inserted; verification value unreliable"),
        ["96"] = new("挥卡", "tapped"),
        ["97"] = new("挥卡", "tapped"),
        ["98"] = new("挥卡", "tapped"),
    };

    private static readonly Dictionary<char, Bilingual> Pins = new()
    {
        ['0'] = new("密码能力未说明", "PIN capability not said"),
        ['1'] = new("有密码", "with PIN"),
        ['2'] = new("无密码", "without PIN"),
    };

    /// <summary>The words for three digits such as "051"; null when they are in no table.</summary>
    public static Bilingual? Meaning(string? entryMode) =>
        entryMode is { Length: 3 }
            && Cards.TryGetValue(entryMode[..2], out var card)
            && Pins.TryGetValue(entryMode[2], out var pin)
            ? new Bilingual($"{card.Zh}，{pin.Zh}", $"{card.En}, {pin.En}")
            : null;
}
