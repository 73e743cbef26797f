using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Describe;

/// <summary>What the four digits of a message type say (ISO 8583): version, class, function and origin.</summary>
internal static class MessageTypes
{
    private static readonly Dictionary<char, Bilingual> Classes = new()
    {
        ['1'] = new("授权", "authorisation"),
        ['2'] = new("金融", "financial"),
        ['3'] = new("批上送", "batch upload"),
        ['4'] = new("冲正", "reversal"),
        ['5'] = new("结算", "settlement"),
        ['6'] = new("管理", "administrative"),
        ['8'] = new("网络管理", "network management"),
        ['9'] = new("签名上送", "signature upload"),
    };

    private static readonly Dictionary<char, Bilingual> Functions = new()
    {
        ['0'] = new("请求", "request"),
        ['1'] = new("应答", "answer"),
        ['2'] = new("通知", "advice"),
        ['3'] = new("通知应答", "answer to an advice"),
        ['4'] = new("告知", "notification"),
    };

    /// <summary>
    /// Whether a message of this type can be expected at all: a known version, class and function.
    /// </summary>
    public static bool IsKnown(string type) =>
        type is [>= '0' and <= '2', var kind, var function, >= '0' and <= '5']
        && Classes.ContainsKey(kind) && Functions.ContainsKey(function);

    public static Bilingual Meaning(string type) =>
        IsKnown(type)
            ? new($"{Classes[type[1]].Zh}{Functions[type[2]].Zh}", $"{Classes[type[1]].En} {Functions[type[2]].En}")
            : new("未知类型", "unknown type");
}
