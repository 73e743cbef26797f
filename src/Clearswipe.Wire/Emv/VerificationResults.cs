using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for what terminal and card found during a transaction: TVR, TSI and the cardholder's verification.
/// </summary>
public static class VerificationResults
{
    // EMV Book 3, annex C5.
    private static readonly BitRow[] TerminalRows =
    [
        BitRow.Of(1, 0x80, "未进行脱机数据认证", "offline data authentication was not performed"),
        BitRow.Of(1, 0x40, "静态数据认证失败", "static data authentication failed"),
        BitRow.Of(1, 0x20, "卡片数据缺失", "card data is missing"),
        BitRow.Of(1, 0x10, "卡片在终端异常名单上", "the card is on the terminal's exception file"),
        BitRow.Of(1, 0x08, "动态数据认证失败", "dynamic data authentication failed"),
        BitRow.Of(1, 0x04, "复合数据认证失败", "combined data authentication failed"),
        BitRow.Of(2, 0x80, "卡片与终端应用版本不同", "card and terminal application versions differ"),
        BitRow.Of(2, 0x40, "应用已过期（或终端时钟有误）", "the application has expired (or the terminal's clock is wrong)"),
        BitRow.Of(2, 0x20, "应用尚未生效（或终端时钟有误）", "the application is not yet effective (or the clock is wrong)"),
        BitRow.Of(2, 0x10, "卡片不允许所请求的服务", "the requested service is not allowed for the card"),
        BitRow.Of(2, 0x08, "新卡", "a new card"),
        BitRow.Of(3, 0x80, "持卡人验证不成功", "cardholder verification was not successful"),
        BitRow.Of(3, 0x40, "未知的验证方法", "an unrecognised verification method"),
        BitRow.Of(3, 0x20, "密码尝试次数超限", "the PIN try limit is exceeded"),
        BitRow.Of(3, 0x10, "要求密码，但密码键盘缺失或故障", "a PIN is required, and the keypad is absent or not working"),
        BitRow.Of(3, 0x08, "要求密码，键盘正常，但未输入", "a PIN is required and the keypad works, but none was entered"),
        BitRow.Of(3, 0x04, "已输入联机密码", "an online PIN was entered"),
        BitRow.Of(4, 0x80, "超过最低限额", "the floor limit is exceeded"),
        BitRow.Of(4, 0x40, "超过连续脱机下限", "the lower limit of consecutive offline sales is exceeded"),
        BitRow.Of(4, 0x20, "超过连续脱机上限", "the upper limit of consecutive offline sales is exceeded"),
        BitRow.Of(4, 0x10, "随机选择联机", "selected at random for online processing"),
        BitRow.Of(4, 0x08, "商户要求联机", "the merchant forced the sale online"),
        BitRow.Of(5, 0x80, "使用了缺省 TDOL", "the default TDOL was used"),
        BitRow.Of(5, 0x40, "发卡行认证失败", "issuer authentication failed"),
        BitRow.Of(5, 0x20, "最后一次密文生成之前脚本失败", "a script failed before the final cryptogram"),
        BitRow.Of(5, 0x10, "最后一次密文生成之后脚本失败", "a script failed after the final cryptogram"),
    ];

    // EMV Book 3, annex C6.
    private static readonly BitRow[] StatusRows =
    [
        BitRow.Of(1, 0x80, "已进行脱机数据认证", "offline data authentication was performed"),
        BitRow.Of(1, 0x40, "已进行持卡人验证", "cardholder verification was performed"),
        BitRow.Of(1, 0x20, "已进行卡片风险管理", "card risk management was performed"),
        BitRow.Of(1, 0x10, "已进行发卡行认证", "issuer authentication was performed"),
        BitRow.Of(1, 0x08, "已进行终端风险管理", "terminal risk management was performed"),
        BitRow.Of(1, 0x04, "已处理脚本", "a script was processed"),
    ];

    // The chip does not know how an online PIN ended: its result is unknown, not failed.
    private static readonly Dictionary<int, Bilingual> Results = new()
    {
        [0] = new("结果未知", "result unknown"),
        [1] = new("失败", "failed"),
        [2] = new("成功", "successful"),
    };

    /// <summary>
    /// What the terminal found: the words for each set bit of tag 95 (five bytes), none for a clean one.
    /// </summary>
    public static IReadOnlyList<Bilingual> Terminal(ReadOnlySpan<byte> tvr) =>
        BitRow.Meanings(TerminalRows, tvr);

    /// <summary>What was performed: the words for each set bit of tag 9B (two bytes).</summary>
    public static IReadOnlyList<Bilingual> Status(ReadOnlySpan<byte> tsi) =>
        BitRow.Meanings(StatusRows, tsi);

    /// <summary>Method and result of tag 9F34 (three bytes); null when they are in no table.</summary>
    public static Bilingual? Cardholder(ReadOnlySpan<byte> results) =>
        results.Length == 3
            && VerificationMethods.Method(results[0]) is { } method
            && Results.TryGetValue(results[2], out var result)
            ? new Bilingual($"{method.Zh}，{result.Zh}", $"{method.En}, {result.En}")
            : null;
}
