using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>The parts of the fields that are made of several, and the words for their values.</summary>
internal static class PartRows
{
    private static readonly Dictionary<string, Bilingual> Kinds = new()
    {
        ["00"] = new("管理", "management"),
        ["01"] = new("余额查询", "balance"),
        ["10"] = new("预授权", "pre-authorisation"),
        ["11"] = new("预授权撤销", "void of a pre-authorisation"),
        ["20"] = new("预授权完成", "completion"),
        ["21"] = new("预授权完成撤销", "void of a completion"),
        ["22"] = new("消费", "sale"),
        ["23"] = new("消费撤销", "void"),
        ["24"] = new("预授权完成通知", "notice of completion"),
        ["25"] = new("退货", "refund"),
        ["27"] = new("脱机退货", "offline refund"),
    };

    private static readonly Dictionary<string, Bilingual> Networks = new()
    {
        ["000"] = new("交易", "transaction"),
        ["001"] = new("签到（单倍长密钥）", "sign-on, single-length keys"),
        ["002"] = new("签退", "sign-off"),
        ["003"] = new("签到（双倍长密钥）", "sign-on, double-length keys"),
        ["004"] = new("签到（双倍长密钥，含磁道密钥）", "sign-on, double-length keys and a track key"),
        ["005"] = new("签到（国密）", "sign-on, SM4 keys"),
        ["201"] = new("批结算", "settlement"),
        ["202"] = new("批上送结束（对账不平）", "end of batch upload, not balanced"),
        ["207"] = new("批上送结束（对账平）", "end of batch upload, balanced"),
        ["301"] = new("回响测试", "echo"),
        ["360"] = new("参数下载", "download of parameters"),
        ["364"] = new("终端管理参数", "terminal management"),
        ["370"] = new("公钥下载", "download of public keys"),
        ["380"] = new("芯片参数下载", "download of chip parameters"),
        ["401"] = new("收银员登录", "cashier's log-in"),
        ["901"] = new("结果查询", "look-up"),
        ["951"] = new("脚本结果通知", "script result"),
    };

    private static readonly Dictionary<string, Bilingual> Capabilities = new()
    {
        ["2"] = new("磁条", "stripe"),
        ["5"] = new("磁条和接触芯片", "stripe and contact chip"),
        ["6"] = new("磁条、接触和非接芯片", "stripe, contact and contactless chip"),
    };

    private static readonly Dictionary<string, Bilingual> ChipConditions = new()
    {
        ["0"] = new("未说明", "not said"),
        ["1"] = new("上次读芯片正常或未读", "the last chip read was fine, or there was none"),
        ["2"] = new("上次读芯片失败（降级）", "the last chip read failed (fallback)"),
    };

    // The family of Q/CUP 009 as public descriptions show it.
    private static readonly Part[] Pos60 =
    [
        new(2, new("交易类型", "kind of transaction"), Kinds),
        new(6, new("批次号", "batch number")),
        new(3, new("网络管理码", "network management code"), Networks),
        new(1, new("终端读取能力", "what the terminal reads"), Capabilities),
        new(1, new("芯片条件", "chip condition"), ChipConditions),
        new(1, new("部分扣款标志", "partial approval supported")),
        new(3, new("账户类型", "account type")),
    ];

    private static readonly Part[] Pos61 =
    [
        new(6, new("原批次号", "original batch number")),
        new(6, new("原流水号", "original trace number")),
        new(4, new("原日期", "original date")),
        new(2, new("原授权方式", "original way of authorisation")),
        new(11, new("原授权机构", "original authorising institution")),
    ];

    private static readonly Part[] Pos53 =
    [
        new(1, new("密码格式", "PIN format"), new()
        {
            ["0"] = new("无密码", "no PIN"),
            ["1"] = new("不含卡号", "without the card number"),
            ["2"] = new("含卡号", "with the card number"),
        }),
        new(1, new("加密算法", "cipher"), new()
        {
            ["0"] = new("单倍长 DES", "single-length DES"),
            ["3"] = new("国密 SM4", "SM4"),
            ["4"] = new("国密 SM4", "SM4"),
            ["6"] = new("双倍长 DES", "double-length DES"),
        }),
        new(1, new("磁道加密", "track encrypted"), new() { ["0"] = new("否", "no"), ["1"] = new("是", "yes") }),
        new(13, new("保留", "reserved")),
    ];

    private static readonly Part[] Original90 =
    [
        new(4, new("原类型", "original type")),
        new(6, new("原流水号", "original trace number")),
        new(10, new("原传输时间", "original transmission time")),
        new(11, new("原受理机构", "original acquirer")),
        new(11, new("原发送机构", "original forwarding institution")),
    ];

    private static readonly Part[] Network70 =
    [
        new(3, new("含义", "meaning"), new()
        {
            ["001"] = new("签到", "sign-on"),
            ["002"] = new("签退", "sign-off"),
            ["101"] = new("密钥更换", "change of keys"),
            ["301"] = new("回响测试", "echo"),
        }),
    ];

    private static readonly Part[] Processing3 =
    [
        new(2, new("交易", "transaction"), new()
        {
            ["00"] = new("消费", "purchase"),
            ["01"] = new("取现", "cash"),
            ["03"] = new("预授权", "pre-authorisation"),
            ["20"] = new("撤销或退货", "void or refund"),
            ["31"] = new("余额查询", "balance"),
        }),
        new(2, new("转出账户", "account from")),
        new(2, new("转入账户", "account to")),
    ];

    /// <summary>The parts of a field in a dialect, or none.</summary>
    public static Part[] Of(int field, Dialect dialect) => (field, dialect == Dialect.UnionPayPos) switch
    {
        (3, _) => Processing3,
        (53, _) => Pos53,
        (60, true) => Pos60,
        (61, true) => Pos61,
        (70, false) => Network70,
        (90, false) => Original90,
        _ => [],
    };
}
