using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for what a card decided: tag 9F27, the cryptogram information data, one byte (EMV Book 3, table 14).
/// </summary>
public static class CryptogramKind
{
    private const int AdviceWanted = 0x08;

    // The fourth value of the two high bits is kept for later.
    private static readonly Bilingual[] Kinds =
    [
        new("脱机拒绝 AAC", "declined offline (AAC)"),
        new("脱机批准 TC", "approved offline (TC)"),
        new("请求联机 ARQC", "asks to go online (ARQC)"),
    ];

    private static readonly Dictionary<int, Bilingual> Reasons = new()
    {
        [1] = new("卡片不允许此服务", "the service is not allowed"),
        [2] = new("密码尝试次数超限", "the PIN try limit is exceeded"),
        [3] = new("发卡行认证失败", "issuer authentication failed"),
    };

    /// <summary>The decision, whether an advice to the issuer is wanted, and the reason where there is one.</summary>
    public static IReadOnlyList<Bilingual> Meaning(ReadOnlySpan<byte> information)
    {
        if (information.IsEmpty || information[0] >> 6 >= Kinds.Length)
            return [];
        var meanings = new List<Bilingual> { Kinds[information[0] >> 6] };
        if ((information[0] & AdviceWanted) != 0)
            meanings.Add(new("要求通知发卡行", "an advice to the issuer is wanted"));
        if (Reasons.TryGetValue(information[0] & 0x07, out var reason))
            meanings.Add(reason);
        return meanings;
    }
}
