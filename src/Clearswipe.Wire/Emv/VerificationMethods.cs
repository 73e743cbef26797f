using System.Buffers.Binary;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The words for how a card wants its holder verified (EMV Book 3, annex C3): tag 8E, two amounts of four bytes in the
/// application's currency and its smallest unit, then rules of two bytes, the first that applies first.
/// </summary>
public static class VerificationMethods
{
    private const int AmountBytes = 4;
    private const int RuleBytes = 2;
    private const int GoesOn = 0x40;

    // Codes from 20 on belong to payment systems and issuers.
    private static readonly Dictionary<int, Bilingual> Methods = new()
    {
        [0x00] = new("验证按规则失败", "verification fails by rule"),
        [0x01] = new("脱机明文密码", "offline PIN in the clear"),
        [0x02] = new("联机密码", "online PIN"),
        [0x03] = new("脱机明文密码加签名", "offline PIN in the clear, and signature"),
        [0x04] = new("脱机密文密码", "enciphered offline PIN"),
        [0x05] = new("脱机密文密码加签名", "enciphered offline PIN, and signature"),
        [0x1E] = new("签名", "signature"),
        [0x1F] = new("无需验证", "no verification required"),
        [0x3F] = new("未进行验证", "no verification performed"),
    };

    private static readonly Bilingual[] Conditions =
    [
        new("总是", "always"),
        new("无人值守取现", "for cash without an attendant"),
        new("非取现且无返现", "for neither cash nor a purchase with cashback"),
        new("终端支持此方法", "when the terminal supports it"),
        new("人工取现", "for cash from an attendant"),
        new("返现消费", "for a purchase with cashback"),
        new("应用货币且低于X", "in the application's currency, under X"),
        new("应用货币且高于X", "in the application's currency, over X"),
        new("应用货币且低于Y", "in the application's currency, under Y"),
        new("应用货币且高于Y", "in the application's currency, over Y"),
    ];

    /// <summary>
    /// The amounts X and Y, then each rule: its method, when it applies, and what follows when it fails. None when the
    /// list ends within its amounts; half a rule at its end is left out.
    /// </summary>
    public static IReadOnlyList<Bilingual> List(ReadOnlySpan<byte> list)
    {
        if (list.Length < 2 * AmountBytes)
            return [];
        var x = BinaryPrimitives.ReadUInt32BigEndian(list);
        var y = BinaryPrimitives.ReadUInt32BigEndian(list[AmountBytes..]);
        var words = new List<Bilingual> { new($"金额X {x}，金额Y {y}", $"amount X {x}, amount Y {y}") };
        for (var rules = list[(2 * AmountBytes)..]; rules.Length >= RuleBytes; rules = rules[RuleBytes..])
            words.Add(Rule(rules[0], rules[1]));
        return words;
    }

    /// <summary>The method of a rule or a result by its six low bits; null when it is in no table.</summary>
    internal static Bilingual? Method(byte code) => Methods.GetValueOrDefault(code & 0x3F);

    private static Bilingual Rule(byte code, byte condition)
    {
        var method = Method(code) ?? new($"未列出的方法 {code & 0x3F:X2}", $"unlisted method {code & 0x3F:X2}");
        var when = condition < Conditions.Length
            ? Conditions[condition]
            : new($"未列出的条件 {condition:X2}", $"unlisted condition {condition:X2}");
        var then = (code & GoesOn) != 0
            ? new Bilingual("不成功则用下一条", "if it fails, the next rule")
            : new Bilingual("不成功则验证失败", "if it fails, verification fails");
        return new($"{method.Zh}（{when.Zh}；{then.Zh}）", $"{method.En} ({when.En}; {then.En})");
    }
}
