using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for what a terminal is and can do (EMV Book 4, annexes A1 to A3): tags 9F35, 9F33 and 9F40.
/// </summary>
public static class TerminalProfile
{
    private static readonly Dictionary<int, Bilingual> Owners = new()
    {
        [1] = new("金融机构", "of a bank"),
        [2] = new("商户", "of a merchant"),
        [3] = new("持卡人", "of the cardholder"),
    };

    private static readonly Dictionary<int, Bilingual> Kinds = new()
    {
        [1] = new("有人值守，仅联机", "attended, online only"),
        [2] = new("有人值守，脱机可联机", "attended, offline and online"),
        [3] = new("有人值守，仅脱机", "attended, offline only"),
        [4] = new("无人值守，仅联机", "unattended, online only"),
        [5] = new("无人值守，脱机可联机", "unattended, offline and online"),
        [6] = new("无人值守，仅脱机", "unattended, offline only"),
    };

    private static readonly BitRow[] Reads =
    [
        BitRow.Of(1, 0x80, "手工输入", "numbers typed by hand"),
        BitRow.Of(1, 0x40, "磁条", "stripes"),
        BitRow.Of(1, 0x20, "接触式芯片", "chips with contacts"),
    ];

    private static readonly BitRow[] Verifies =
    [
        BitRow.Of(2, 0x80, "脱机明文密码", "offline PIN in the clear"),
        BitRow.Of(2, 0x40, "联机密码", "online PIN"),
        BitRow.Of(2, 0x20, "签名", "signature"),
        BitRow.Of(2, 0x10, "脱机密文密码", "enciphered offline PIN"),
        BitRow.Of(2, 0x08, "无需验证", "no verification"),
    ];

    private static readonly BitRow[] Secures =
    [
        BitRow.Of(3, 0x80, "静态数据认证 SDA", "SDA"),
        BitRow.Of(3, 0x40, "动态数据认证 DDA", "DDA"),
        BitRow.Of(3, 0x20, "吞卡", "card capture"),
        BitRow.Of(3, 0x08, "复合数据认证 CDA", "CDA"),
    ];

    private static readonly BitRow[] Transactions =
    [
        BitRow.Of(1, 0x80, "取现", "cash"),
        BitRow.Of(1, 0x40, "商品", "goods"),
        BitRow.Of(1, 0x20, "服务", "services"),
        BitRow.Of(1, 0x10, "返现", "cashback"),
        BitRow.Of(1, 0x08, "查询", "inquiry"),
        BitRow.Of(1, 0x04, "转账", "transfer"),
        BitRow.Of(1, 0x02, "缴费", "payment"),
        BitRow.Of(1, 0x01, "管理", "administrative"),
        BitRow.Of(2, 0x80, "存款", "cash deposit"),
    ];

    private static readonly BitRow[] Keys =
    [
        BitRow.Of(3, 0x80, "数字键", "digits"),
        BitRow.Of(3, 0x40, "字母和符号键", "letters and signs"),
        BitRow.Of(3, 0x20, "命令键", "command keys"),
        BitRow.Of(3, 0x10, "功能键", "function keys"),
    ];

    private static readonly BitRow[] Outputs =
    [
        BitRow.Of(4, 0x80, "打印（收银员）", "print for the attendant"),
        BitRow.Of(4, 0x40, "打印（持卡人）", "print for the cardholder"),
        BitRow.Of(4, 0x20, "显示（收银员）", "display for the attendant"),
        BitRow.Of(4, 0x10, "显示（持卡人）", "display for the cardholder"),
    ];

    // The parts of ISO/IEC 8859 by their number: ten bits over two bytes, the tenth first.
    private static readonly BitRow[] CodeTables =
    [
        .. Enumerable.Range(1, 10).Select(part =>
            BitRow.Of(part > 8 ? 4 : 5, 1 << ((part - 1) % 8), $"{part}", $"{part}")),
    ];

    /// <summary>Whose terminal it is, whether it is attended and goes online (tag 9F35, one byte); or null.</summary>
    public static Bilingual? Type(ReadOnlySpan<byte> type) =>
        type is [var code]
            && Owners.TryGetValue(code >> 4, out var owner)
            && Kinds.TryGetValue(code & 0xF, out var kind)
            && (code < 0x30 || code > 0x33)
            ? new Bilingual($"{owner.Zh}终端，{kind.Zh}", $"terminal {owner.En}, {kind.En}")
            : null;

    /// <summary>What it reads, how it verifies cardholders, and its security (tag 9F33, three bytes).</summary>
    public static IReadOnlyList<Bilingual> Capabilities(ReadOnlySpan<byte> capabilities) =>
    [
        .. BitRow.Line(new("读取", "reads"), Reads, capabilities),
        .. BitRow.Line(new("持卡人验证", "verifies by"), Verifies, capabilities),
        .. BitRow.Line(new("安全", "security"), Secures, capabilities),
    ];

    /// <summary>Its transactions, keys, outputs and character sets (tag 9F40, five bytes).</summary>
    public static IReadOnlyList<Bilingual> MoreCapabilities(ReadOnlySpan<byte> capabilities) =>
    [
        .. BitRow.Line(new("交易", "transactions"), Transactions, capabilities),
        .. BitRow.Line(new("按键", "keys"), Keys, capabilities),
        .. BitRow.Line(new("输出", "output"), Outputs, capabilities),
        .. BitRow.Line(new("字符集 ISO/IEC 8859", "character sets ISO/IEC 8859"), CodeTables, capabilities),
    ];
}
