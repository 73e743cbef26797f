namespace Clearswipe.Host.Explanations;

/// <summary>How people and files call the tables of codes, and what the catalogue calls them.</summary>
static class CodeSystems
{
    public const string Pos = "cup-pos";
    public const string Word = "emv-status-word";
    public const string Verification = "emv-tvr";

    /// <summary>The catalogue's phrase for a code that nobody need do anything about.</summary>
    public const string NobodyActs = "acts.none";

    /// <summary>The tables in which a host's answer may be looked up; the others are for bits and devices.</summary>
    public static readonly IReadOnlySet<string> Answers = new HashSet<string>
    {
        Pos, "cup-pos-legacy", "psp-private", "iso-8583-1987", "iso-8583-1993", "iso-8583-2003",
        "visa-decline", "mastercard-mac",
    };

    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["unionpay"] = Pos,
        ["cup"] = Pos,
        ["iso"] = "iso-8583-1987",
        ["emv-sw1sw2"] = Word,
        ["sw"] = Word,
        ["tvr"] = Verification,
        ["escpos-dle-eot"] = "escpos-status",
        ["visa-decline-category"] = "visa-decline",
        ["visa"] = "visa-decline",
        ["mastercard"] = "mastercard-mac",
    };

    /// <summary>
    /// "ISO8583:2003(jPOS CMF)" is "iso-8583-2003": what stands in brackets after a name belongs to no name.
    /// </summary>
    public static string NameOf(string written)
    {
        var name = written.Trim().ToLowerInvariant();
        var end = name.IndexOfAny(['(', ' ']);
        name = (end < 0 ? name : name[..end])
            .Replace(':', '-')
            .Replace("iso8583", "iso-8583", StringComparison.Ordinal);
        return Aliases.GetValueOrDefault(name, name);
    }
}
