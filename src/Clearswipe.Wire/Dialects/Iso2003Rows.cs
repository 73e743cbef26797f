using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// The fields of ISO 8583-1:2003, data element directory; beside each changed one, what it was in 1993. Up to 49 two
/// public descriptions were compared; from 50 on there is one, which others follow: those rows are less certain.
/// </summary>
internal static class Iso2003Rows
{
    // Characters and bytes mixed ("ansb") are bytes here, and so are the parts behind a bitmap of their own. Bit 65 is
    // kept for a third bitmap. Reserved fields have the length that the one description gives all of them.
    internal static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"),
        (3, "an6"), // was n6: the kind may have letters
        (4, "n16"), (5, "n16"), (6, "n16"), // were n12: currency and its decimals stand before twelve digits
        (7, "MMDDhhmmss"),
        (8, "n12"), // was n8: currency and its decimals stand before eight digits
        (9, "n8"), (10, "n8"),
        (11, "n12"), // was n6
        (12, "CCYYMMDDhhmmss"), // was n12: the century
        (13, "CCYYMM"), // was n4: the century, CCYYMM
        (14, "YYMM"),
        (15, "CCYYMMDD"), // was n6: the century
        (16, "MMDD"), (17, "MMDD"),
        (18, "b...140"), // was the merchant type n4, which is 26 now: where a message is wrong
        (19, "n3"), (20, "n3"),
        (21, "ans22"), // was a country n3; one description packs the same parts into 19 bytes
        (22, "b12"), // was an12: bits instead of characters; one description has b16
        (23, "n3"), (24, "n3"), (25, "n4"), (26, "n4"),
        (27, "b25"), // was the approval code's length n1; ISO mixes characters and bytes; one description has b27
        (28, "CCYYMMDD"), // was n6: the century
        (29, "n3"),
        (30, "n32"), // was n24: two amounts of sixteen
        (31, "n23"), // was ans..99
        (32, "n..11"), (33, "n..11"),
        (34, "b....9999"), // was the extended number ans..28
        (35, "z..37"), (36, "z...104"), (37, "anp12"), (38, "anp6"),
        (39, "n4"), // was n3
        (40, "n3"),
        (41, "ans16"), // was ans8
        (42, "ans..35"), // was ans15
        (43, "b....9999"), // was ans..99: parts behind a bitmap of their own
        (44, "b....9999"), // was ans..99: parts behind a bitmap of their own
        (45, "ans..76"),
        (46, "ans...216"), // was ans...204
        (47, "ans...999"), (48, "ans...999"),
        (49, "b....9999"), // was a currency an3, which is in the amounts now; one description has ans...999
        (50, "b....9999"), (51, "b....9999"), // were currencies an3; reserved now, and only described by one
        (52, "b8"), (53, "b..48"),
        (54, "ans...126"), // was ans...120
        (55, "b....9999"), // was b...255
        (56, "n..41"), // was n..35: the longer trace number
        (57, "n3"), (58, "n..11"), (59, "ans...999"), (60, "ans...999"), (61, "ans...999"), (62, "ans...999"),
        (63, "ans...999"),
        (64, "b8"), // one description has b4, half of it
        (66, "ans...216"), // was ans...204
        (67, "n2"),
        (68, "an9"), // was a country n3; described as characters
        (69, "ans40"), // was a country n3; described as characters
        (70, "n18"), // was a country n3
        (71, "b....9999"), // was the message number n8; reserved now
        (72, "b...999"), // was ans...999; another description has b....9999
        (73, "CCYYMMDD"), // was n6: the century
        (74, "n156"), // was n10: six amounts with their numbers, 74 to 77, 86 to 89 and 105 to 108 in one
        (75, "n90"), // was n10: nine numbers, 78 to 85 and 90 in one
        (76, "b....9999"), (77, "b....9999"), (78, "b....9999"), (79, "b....9999"), (80, "b....9999"),
        (81, "b....9999"), (82, "b....9999"), (83, "b....9999"), (84, "b....9999"), (85, "b....9999"),
        (86, "b....9999"), (87, "b....9999"), (88, "b....9999"), (89, "b....9999"), (90, "b....9999"),
        (91, "b....9999"), (92, "b....9999"), (93, "n..11"), (94, "n..11"), (95, "ans..99"), (96, "b...999"),
        (97, "x+n20"), // was x+n16: currency and its decimals
        (98, "ans25"), (99, "an..11"), (100, "n..11"),
        (101, "ans..99"), // was ans..17
        (102, "ans..28"), (103, "ans..28"),
        (104, "b....9999"), // was ans...100
        (105, "b....9999"), (106, "b....9999"), (107, "b....9999"), (108, "b....9999"),
        (109, "ans...144"), (110, "ans...144"), // were ans..84
        (111, "b....9999"), (112, "b....9999"), (113, "b....9999"), (114, "b....9999"), (115, "b....9999"),
        (116, "b....9999"), (117, "b....9999"), (118, "b....9999"), (119, "b....9999"), (120, "b....9999"),
        (121, "b....9999"), (122, "b....9999"),
        (123, "b....9999"), // one description has ans...999 here alone
        (124, "b....9999"), (125, "b....9999"), (126, "b....9999"), (127, "b....9999"),
        (128, "b8"), // one description has b4, half of it
    ];

    /// <summary>
    /// The names of the fields that mean something else than in 1987, or that 1987 left open; those that 1993 renamed
    /// and 2003 kept stand in <see cref="Iso1993Rows"/> too.
    /// </summary>
    internal static readonly Dictionary<int, Bilingual> Names = new()
    {
        [5] = new("对账金额", "reconciliation amount"),
        [9] = new("对账汇率", "reconciliation conversion rate"),
        [12] = new("本地日期时间", "local date and time"),
        [13] = new("卡生效期（年月）", "effective date, year and month"),
        [18] = new("报文错误指示", "message error indicator"),
        [20] = new("主账号国家代码", "country of the card number"),
        [21] = new("交易生命周期标识", "transaction life cycle identification"),
        [22] = new("服务点数据码", "point-of-service data code"),
        [24] = new("功能码", "function code"),
        [25] = new("报文原因码", "message reason code"),
        [26] = new("商户类别码", "merchant category code"),
        [27] = new("服务点能力", "point-of-service capability"),
        [28] = new("对账日期", "reconciliation date"),
        [29] = new("对账标志", "reconciliation indicator"),
        [30] = new("原金额", "original amounts"),
        [31] = new("受理方参考号", "acquirer reference number"),
        [34] = new("电子商务数据", "electronic commerce data"),
        [39] = new("动作码", "action code"),
        [40] = new("服务码", "service code"),
        [46] = new("费用金额", "fee amounts"),
        [49] = new("验证数据", "verification data"),
        [50] = new("保留", "reserved"),
        [51] = new("保留", "reserved"),
        [55] = new("芯片数据", "chip data"),
        [56] = new("原交易信息", "original data"),
        [57] = new("授权有效周期码", "authorisation life cycle code"),
        [58] = new("授权代理机构", "authorising agent"),
        [59] = new("传递数据", "transport data"),
        [66] = new("原费用金额", "original fee amounts"),
        [67] = new("延期付款数据", "extended payment data"),
        [68] = new("批量或文件传输报文控制", "batch or file transfer, message control"),
        [69] = new("批量或文件传输控制", "batch or file transfer, control"),
        [70] = new("文件传输说明", "file transfer description"),
        [71] = new("保留", "reserved"),
        [72] = new("数据记录", "data record"),
        [74] = new("主对账数据", "primary reconciliation data"),
        [75] = new("次对账数据", "secondary reconciliation data"),
        [76] = new("保留", "reserved"),
        [77] = new("保留", "reserved"),
        [78] = new("保留", "reserved"),
        [79] = new("保留", "reserved"),
        [80] = new("保留", "reserved"),
        [81] = new("保留", "reserved"),
        [82] = new("保留", "reserved"),
        [83] = new("保留", "reserved"),
        [84] = new("保留", "reserved"),
        [85] = new("保留", "reserved"),
        [86] = new("保留", "reserved"),
        [87] = new("保留", "reserved"),
        [88] = new("保留", "reserved"),
        [89] = new("保留", "reserved"),
        [90] = new("保留", "reserved"),
        [91] = new("保留", "reserved"),
        [92] = new("保留", "reserved"),
        [93] = new("交易目的机构", "destination institution"),
        [94] = new("交易发起机构", "originating institution"),
        [95] = new("发卡方参考数据", "card issuer reference data"),
        [96] = new("密钥管理数据", "key management data"),
        [97] = new("净对账金额", "net reconciliation amount"),
        [101] = new("文件名", "file name"),
        [104] = new("交易特定数据", "transaction specific data"),
        [105] = new("保留", "reserved"),
        [106] = new("保留", "reserved"),
        [107] = new("保留", "reserved"),
        [108] = new("保留", "reserved"),
        [109] = new("对账贷记费用", "reconciliation fees, credit"),
        [110] = new("对账借记费用", "reconciliation fees, debit"),
    };

    /// <summary>The rows in one of the forms that hosts write them in.</summary>
    public static Dialect Compile(string name, Form form) =>
        new(name, form, Rows.Select(row => FieldSpec.Parse(row.Field, row.Notation, form) with
        {
            Name = Names.GetValueOrDefault(row.Field),
        }))
        {
            Version = 2,
        };
}
