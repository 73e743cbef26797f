using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>The parts of UnionPay POS fields, and the words for their values.</summary>
internal static class UnionPayPosParts
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
        ["203"] = new("批上送（联机芯片交易）", "batch upload, a chip transaction"),
        ["205"] = new("批上送（芯片交易）", "batch upload, a chip transaction"),
        ["207"] = new("批上送结束（对账平）", "end of batch upload, balanced"),
        ["301"] = new("回响测试", "echo"),
        ["360"] = new("参数下载", "download of parameters"),
        ["364"] = new("终端管理参数", "terminal management"),
        ["370"] = new("公钥下载", "download of public keys"),
        ["371"] = new("公钥下载结束", "end of the download of public keys"),
        ["372"] = new("公钥信息查询", "list of public keys"),
        ["380"] = new("芯片参数下载", "download of chip parameters"),
        ["381"] = new("芯片参数下载结束", "end of the download of chip parameters"),
        ["382"] = new("芯片参数信息查询", "list of chip parameters"),
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
    private static readonly FieldShape Pos60 = new FieldShape.Positions(
    [
        new(2, new("交易类型", "kind of transaction"), Kinds),
        new(6, new("批次号", "batch number")),
        new(3, new("网络管理码", "network management code"), Networks),
        new(1, new("终端读取能力", "what the terminal reads"), Capabilities),
        new(1, new("芯片条件", "chip condition"), ChipConditions),
        new(1, new("部分扣款标志", "partial approval supported")),
        new(3, new("账户类型", "account type")),
    ]);

    private static readonly FieldShape Pos61 = new FieldShape.Positions(
    [
        new(6, new("原批次号", "original batch number")),
        new(6, new("原流水号", "original trace number")),
        new(4, new("原日期", "original date")),
        new(2, new("原授权方式", "original way of authorisation")),
        new(11, new("原授权机构", "original authorising institution")),
    ]);

    private static readonly FieldShape Pos63 = new FieldShape.Positions(
    [
        new(3, new("操作员或卡组织", "operator or card scheme")),
        new(FieldPart.Rest, new("附加文字", "further text")),
    ]);

    // 0500 and 0510: what the till and the host each count, at home and abroad.
    private static readonly FieldShape Pos48 = new FieldShape.Positions([
        .. Totals("内卡", "domestic"), .. Totals("外卡", "foreign")]);

    /// <summary>How a field of the family is made, where it is made of several.</summary>
    public static FieldShape Of(int field) => field switch
    {
        48 => Pos48,
        60 => Pos60,
        61 => Pos61,
        63 => Pos63,
        _ => Iso1987Parts.Of(field),
    };

    private static FieldPart[] Totals(string zh, string en) =>
    [
        new(12, new($"{zh}借记总金额", $"{en} debits, amount")),
        new(3, new($"{zh}借记总笔数", $"{en} debits, number")),
        new(12, new($"{zh}贷记总金额", $"{en} credits, amount")),
        new(3, new($"{zh}贷记总笔数", $"{en} credits, number")),
        new(1, new($"{zh}对账应答码", $"{en} balance"), new Dictionary<string, Bilingual>
        {
            ["0"] = new("未对账", "not compared"),
            ["1"] = new("对账平", "balanced"),
            ["2"] = new("对账不平", "not balanced"),
            ["3"] = new("出错", "an error"),
        }),
    ];
}
