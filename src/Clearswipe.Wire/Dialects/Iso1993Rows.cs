using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// The fields of ISO 8583:1993, data element directory. Public descriptions differ on a few, named beside them; what
/// most agree on was taken.
/// </summary>
internal static class Iso1993Rows
{
    // Bit 65 is kept for a third bitmap, which no public description fills.
    internal static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"), (3, "n6"), (4, "n12"), (5, "n12"), (6, "n12"), (7, "MMDDhhmmss"), (8, "n8"), (9, "n8"),
        (10, "n8"),
        (11, "n6"),
        (12, "YYMMDDhhmmss"), // YYMMDDhhmmss: date and time are one field from here on
        (13, "YYMM"), (14, "YYMM"),
        (15, "YYMMDD"), // YYMMDD
        (16, "MMDD"), (17, "MMDD"), (18, "n4"), (19, "n3"), (20, "n3"), (21, "n3"),
        (22, "an12"), // twelve positions of one character; one acquirer has three digits as before
        (23, "n3"), (24, "n3"), (25, "n4"), (26, "n4"), (27, "n1"), (28, "YYMMDD"), (29, "n3"), (30, "n24"),
        (31, "ans..99"), // one description has n..48
        (32, "n..11"), (33, "n..11"),
        (34, "ans..28"), // ISO says digits and special characters (ns)
        (35, "z..37"), (36, "z...104"), (37, "anp12"), (38, "anp6"),
        (39, "n3"), // one description has an3
        (40, "n3"), (41, "ans8"), (42, "ans15"),
        (43, "ans..99"), // one description has an..99
        (44, "ans..99"), (45, "ans..76"), (46, "ans...204"), (47, "ans...999"), (48, "ans...999"),
        (49, "an3"), (50, "an3"), (51, "an3"), // letters or digits: ISO has "a3 or n3"
        (52, "b8"),
        (53, "b..48"), // one description has an..8
        (54, "ans...120"),
        (55, "b...255"), // one description has ans...999
        (56, "n..35"), // one description has an..35
        (57, "n3"), (58, "n..11"), (59, "ans...999"), (60, "ans...999"), (61, "ans...999"), (62, "ans...999"),
        (63, "ans...999"), (64, "b8"),
        (66, "ans...204"), (67, "n2"), (68, "n3"), (69, "n3"), (70, "n3"), (71, "n8"), (72, "ans...999"),
        (73, "YYMMDD"),
        (74, "n10"), (75, "n10"), (76, "n10"), (77, "n10"), (78, "n10"), (79, "n10"), (80, "n10"), (81, "n10"),
        (82, "n10"), (83, "n10"), (84, "n10"), (85, "n10"), (86, "n16"), (87, "n16"), (88, "n16"), (89, "n16"),
        (90, "n10"), (91, "n3"), (92, "n3"), (93, "n..11"), (94, "n..11"), (95, "ans..99"),
        (96, "b...999"), // one description has an..18
        (97, "x+n16"), (98, "ans25"),
        (99, "an..11"), // descriptions differ between digits and characters: characters hold both
        (100, "n..11"), (101, "ans..17"), (102, "ans..28"), (103, "ans..28"), (104, "ans...100"), (105, "n16"),
        (106, "n16"), (107, "n10"), (108, "n10"), (109, "ans..84"), (110, "ans..84"), (111, "ans...999"),
        (112, "ans...999"), (113, "ans...999"), (114, "ans...999"), (115, "ans...999"), (116, "ans...999"),
        (117, "ans...999"), (118, "ans...999"), (119, "ans...999"), (120, "ans...999"), (121, "ans...999"),
        (122, "ans...999"), (123, "ans...999"), (124, "ans...999"), (125, "ans...999"), (126, "ans...999"),
        (127, "ans...999"), (128, "b8"),
    ];

    /// <summary>The names of the fields that mean something else than in 1987, or that 1987 left open.</summary>
    internal static readonly Dictionary<int, Bilingual> Names = new()
    {
        [5] = new("对账金额", "reconciliation amount"),
        [9] = new("对账汇率", "reconciliation conversion rate"),
        [12] = new("本地日期时间", "local date and time"),
        [13] = new("卡生效期（年月）", "effective date, year and month"),
        [20] = new("主账号国家代码", "country of the card number"),
        [22] = new("服务点数据码", "point-of-service data code"),
        [24] = new("功能码", "function code"),
        [25] = new("报文原因码", "message reason code"),
        [26] = new("商户业务码", "card acceptor business code"),
        [27] = new("授权码长度", "length of the approval code"),
        [28] = new("对账日期", "reconciliation date"),
        [29] = new("对账标志", "reconciliation indicator"),
        [30] = new("原金额", "original amounts"),
        [31] = new("受理方参考数据", "acquirer reference data"),
        [39] = new("动作码", "action code"),
        [40] = new("服务码", "service code"),
        [46] = new("费用金额", "fee amounts"),
        [50] = new("对账货币代码", "reconciliation currency code"),
        [55] = new("芯片数据", "chip data"),
        [56] = new("原交易信息", "original data"),
        [57] = new("授权有效周期码", "authorisation life cycle code"),
        [58] = new("授权代理机构", "authorising agent"),
        [59] = new("传递数据", "transport data"),
        [66] = new("原费用金额", "original fee amounts"),
        [67] = new("延期付款数据", "extended payment data"),
        [70] = new("授权代理机构国家", "country of the authorising agent"),
        [71] = new("报文序号", "message number"),
        [72] = new("数据记录", "data record"),
        [82] = new("查询冲正笔数", "number of inquiries reversed"),
        [83] = new("付款笔数", "number of payments"),
        [84] = new("付款冲正笔数", "number of payments reversed"),
        [85] = new("收费笔数", "number of fee collections"),
        [90] = new("授权冲正笔数", "number of authorisations reversed"),
        [91] = new("交易目的机构国家", "country of the destination"),
        [92] = new("交易发起机构国家", "country of the originator"),
        [93] = new("交易目的机构", "destination institution"),
        [94] = new("交易发起机构", "originating institution"),
        [95] = new("发卡方参考数据", "card issuer reference data"),
        [96] = new("密钥管理数据", "key management data"),
        [97] = new("净对账金额", "net reconciliation amount"),
        [105] = new("贷记退单金额", "amount of credits charged back"),
        [106] = new("借记退单金额", "amount of debits charged back"),
        [107] = new("贷记退单笔数", "number of credits charged back"),
        [108] = new("借记退单笔数", "number of debits charged back"),
        [109] = new("贷记费用金额", "fee amounts, credits"),
        [110] = new("借记费用金额", "fee amounts, debits"),
    };

    /// <summary>The rows in one of the forms that hosts write them in.</summary>
    public static Dialect Compile(string name, Form form) =>
        new(name, form, Rows.Select(row => FieldSpec.Parse(row.Field, row.Notation, form) with
        {
            Name = Names.GetValueOrDefault(row.Field),
        }))
        {
            Version = 1,
        };
}
