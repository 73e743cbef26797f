using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for what a card can do: tag 82, the application interchange profile, two bytes (EMV Book 3, annex C1).
/// </summary>
public static class CardProfile
{
    // Three bits speak only on a tap, and the contactless kernels do not agree about the first of the second byte.
    private static readonly BitRow[] Rows =
    [
        BitRow.Of(1, 0x40, "支持静态数据认证 SDA", "static data authentication (SDA) is supported"),
        BitRow.Of(1, 0x20, "支持动态数据认证 DDA", "dynamic data authentication (DDA) is supported"),
        BitRow.Of(1, 0x10, "支持持卡人验证", "cardholder verification is supported"),
        BitRow.Of(1, 0x08, "要求终端风险管理", "terminal risk management is to be performed"),
        BitRow.Of(1, 0x04, "支持发卡行认证", "issuer authentication is supported"),
        BitRow.Of(1, 0x02, "支持设备端持卡人验证（非接内核2）", "verification on the device is supported (contactless kernel 2)"),
        BitRow.Of(1, 0x01, "支持复合数据认证 CDA", "combined data authentication (CDA) is supported"),
        BitRow.Of(
            2, 0x80, "非接：支持芯片模式（内核2）或磁条模式（内核3）",
            "contactless: chip mode (kernel 2) or stripe mode (kernel 3) is supported"),
        BitRow.Of(2, 0x01, "支持抗中继协议（非接内核2）", "the relay resistance protocol is supported (contactless kernel 2)"),
    ];

    /// <summary>The words for each set bit of tag 82.</summary>
    public static IReadOnlyList<Bilingual> Meaning(ReadOnlySpan<byte> profile) => BitRow.Meanings(Rows, profile);
}
