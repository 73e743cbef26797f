using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for tag 9C, one byte of two digits: the first two of the processing code (ISO 8583:1987, field 3).
/// </summary>
public static class TransactionType
{
    private static readonly Dictionary<int, Bilingual> Types = new()
    {
        [0x00] = new("消费", "purchase"),
        [0x01] = new("取现", "cash"),
        // ISO 8583 has the guarantee of a cheque here; UnionPay took it for this.
        [0x03] = new("预授权（银联）", "pre-authorisation (UnionPay)"),
        [0x09] = new("返现消费", "purchase with cashback"),
        [0x20] = new("退货", "refund"),
        [0x21] = new("存款", "deposit"),
        [0x30] = new("可用余额查询", "inquiry of the available balance"),
        [0x31] = new("余额查询", "balance"),
        [0x40] = new("转账", "transfer"),
    };

    /// <summary>The words for the type; null when it is in no table.</summary>
    public static Bilingual? Meaning(ReadOnlySpan<byte> type) =>
        type is [var code] ? Types.GetValueOrDefault(code) : null;
}
