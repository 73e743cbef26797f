using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>The parts of ISO 8583:1987 fields, and the words for their values.</summary>
internal static class Iso1987Parts
{
    private static readonly FieldShape Security53 = new FieldShape.Positions(
    [
        new(1, new("密码格式", "PIN format"), new Dictionary<string, Bilingual>
        {
            ["0"] = new("无密码", "no PIN"),
            ["1"] = new("不含卡号", "without the card number"),
            ["2"] = new("含卡号", "with the card number"),
        }),
        new(1, new("加密算法", "cipher"), new Dictionary<string, Bilingual>
        {
            ["0"] = new("单倍长 DES", "single-length DES"),
            ["3"] = new("国密 SM4", "SM4"),
            ["4"] = new("国密 SM4", "SM4"),
            ["6"] = new("双倍长 DES", "double-length DES"),
        }),
        new(1, new("磁道加密", "track encrypted"), new Dictionary<string, Bilingual>
        {
            ["0"] = new("否", "no"),
            ["1"] = new("是", "yes"),
        }),
        new(13, new("保留", "reserved")),
    ]);

    private static readonly FieldShape Original90 = new FieldShape.Positions(
    [
        new(4, new("原类型", "original type")),
        new(6, new("原流水号", "original trace number")),
        new(10, new("原传输时间", "original transmission time")),
        new(11, new("原受理机构", "original acquirer")),
        new(11, new("原发送机构", "original forwarding institution")),
    ]);

    private static readonly FieldShape Network70 = new FieldShape.Positions(
    [
        new(3, new("含义", "meaning"), new Dictionary<string, Bilingual>
        {
            ["001"] = new("签到", "sign-on"),
            ["002"] = new("签退", "sign-off"),
            ["101"] = new("密钥更换", "change of keys"),
            ["301"] = new("回响测试", "echo"),
        }),
    ]);

    private static readonly FieldShape Processing3 = new FieldShape.Positions(
    [
        new(2, new("交易", "transaction"), new Dictionary<string, Bilingual>
        {
            ["00"] = new("消费", "purchase"),
            ["01"] = new("取现", "cash"),
            ["03"] = new("预授权", "pre-authorisation"),
            ["20"] = new("撤销或退货", "void or refund"),
            ["31"] = new("余额查询", "balance"),
        }),
        new(2, new("转出账户", "account from")),
        new(2, new("转入账户", "account to")),
    ]);

    /// <summary>How a field of the standard is made, where it is made of several.</summary>
    public static FieldShape Of(int field) => field switch
    {
        3 => Processing3,
        53 => Security53,
        55 => new FieldShape.BerTlv(),
        70 => Network70,
        90 => Original90,
        _ => FieldShape.Whole,
    };
}
