using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>
/// The names of the fields (ISO 8583:1987); a dialect that uses a field in its own way names it in its rows.
/// </summary>
internal static class FieldNames
{
    private static readonly Dictionary<int, Bilingual> Names = new()
    {
        [2] = new("主账号", "card number"),
        [3] = new("处理码", "processing code"),
        [4] = new("交易金额", "amount"),
        [5] = new("清算金额", "settlement amount"),
        [6] = new("持卡人账户金额", "cardholder billing amount"),
        [7] = new("传输时间", "transmission date and time"),
        [11] = new("流水号", "trace number"),
        [12] = new("本地时间", "local time"),
        [13] = new("本地日期", "local date"),
        [14] = new("卡有效期（年月）", "expiry, year and month"),
        [15] = new("清算日期", "settlement date"),
        [18] = new("商户类型", "merchant type"),
        [22] = new("输入方式", "entry mode"),
        [23] = new("卡序列号", "card sequence number"),
        [24] = new("网络标识", "network international identifier"),
        [25] = new("服务点条件码", "point-of-service condition"),
        [26] = new("密码获取码", "PIN capture code"),
        [28] = new("交易手续费", "transaction fee"),
        [32] = new("受理机构", "acquirer"),
        [33] = new("发送机构", "forwarding institution"),
        [35] = new("二磁数据", "track 2"),
        [36] = new("三磁数据", "track 3"),
        [37] = new("检索参考号", "retrieval reference number"),
        [38] = new("授权码", "approval code"),
        [39] = new("应答码", "response code"),
        [41] = new("终端号", "terminal number"),
        [42] = new("商户号", "merchant number"),
        [43] = new("商户名称地址", "merchant name and place"),
        [44] = new("附加应答", "additional response"),
        [45] = new("一磁数据", "track 1"),
        [48] = new("附加数据", "additional data"),
        [49] = new("货币代码", "currency code"),
        [52] = new("密码块", "PIN block"),
        [53] = new("安全控制信息", "security control"),
        [54] = new("附加金额", "additional amounts"),
        [55] = new("芯片数据", "chip data"),
        [56] = new("附加信息", "additional information"),
        [59] = new("终端信息", "terminal information"),
        [64] = new("报文鉴别码 MAC", "MAC"),
        [70] = new("网络管理码", "network management code"),
        [90] = new("原交易信息", "original data"),
        [95] = new("替换金额", "replacement amounts"),
        [100] = new("接收机构", "receiving institution"),
        [102] = new("账户1", "account 1"),
        [103] = new("账户2", "account 2"),
        [128] = new("报文鉴别码 MAC", "MAC"),
    };

    /// <summary>The dialect's own name for a field, or the standard's.</summary>
    public static Bilingual Of(int field, Dialect dialect) =>
        dialect.Spec(field)?.Name is { } own ? own
        : Names.TryGetValue(field, out var name) ? name
        : new Bilingual("自定义域", "private data");
}
