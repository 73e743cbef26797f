using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// The fields of UnionPay direct POS (the family of Q/CUP 009), as public descriptions and captured messages show them.
/// Numbers and tracks are packed, two digits to a byte and padded on the right; text is one byte a character. A track
/// may come under the terminal's track key (position 3 of field 53 says so), so any half bytes of it are read.
/// </summary>
internal static class UnionPayPosRows
{
    private static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"), (3, "n6"), (4, "n12"),
        (11, "n6"), (12, "hhmmss"), (13, "MMDD"), (14, "YYMM"), (15, "MMDD"),
        (22, "n3"), (23, "n3"), (25, "n2"), (26, "n2"),
        (32, "n..11"), (35, "ze..37"), (36, "ze...104"), (37, "an12"), (38, "an6"), (39, "an2"),
        (41, "ans8"), (42, "ans15"), (43, "ans40"), (44, "ans..25"), (46, "p...999"), (47, "p...999"), (48, "n...322"),
        (49, "an3"), (52, "b8"), (53, "n16"), (54, "ans...120"), (55, "b...255"), (56, "ans...999"),
        (57, "p...999"), (58, "p...999"), (59, "p...999"),
        (60, "n...19"), (61, "n...29"), (62, "b...999"), (63, "p...999"), (64, "b8"), (128, "b8"),
    ];

    private static readonly Dictionary<int, Bilingual> Names = new()
    {
        [48] = new("结算总计", "settlement totals"),
        [58] = new("电子现金信息", "electronic cash"),
        [60] = new("交易自定义域", "transaction data"),
        [61] = new("原始交易", "original transaction"),
        [62] = new("密钥、参数或公告", "keys, parameters or notices"),
        [63] = new("操作员或卡组织", "operator or card scheme"),
    };

    // An odd number of digits is filled up behind; the card sequence number alone stands behind its zero nibble.
    private static readonly Form Form = Form.Packed with { FixedDigits = Padding.Right };

    public static Dialect Compile() => new("UnionPay POS", Form, Rows.Select(Row));

    private static FieldSpec Row((int Field, string Notation) row) =>
        FieldSpec.Parse(row.Field, row.Notation, Form) with
        {
            Padding = row.Field == 23 ? Padding.Left : Padding.Right,
            Name = Names.GetValueOrDefault(row.Field),
            Shape = UnionPayPosParts.Of(row.Field),
        };
}
