using System.Text.RegularExpressions;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>Words by which the linter knows a language, a placeholder, or a thing that may not be said.</summary>
static partial class Wordlist
{
    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
    private const int Milliseconds = 1000;

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", Plain, Milliseconds)]
    public static partial Regex Chinese();

    [GeneratedRegex(@"\{[a-z]+\}", Plain, Milliseconds)]
    public static partial Regex Placeholder();

    /// <summary>How long a lock lasts is the rule of each issuer; public pages name an hour, a day, a visit.</summary>
    [GeneratedRegex(@"24 ?(小时|h\b|hours)|自动解锁|unlocks? (by )?itself", Plain, Milliseconds)]
    public static partial Regex Unlocking();

    [GeneratedRegex("输错|弄错|您的错|你的错|your (fault|mistake)|you (entered|typed) (the|a) wrong", Plain, Milliseconds)]
    public static partial Regex Blame();

    /// <summary>Said while an outcome is unknown, this charges twice.</summary>
    [GeneratedRegex("(?<!勿|不要)(再刷|重刷|再试|重试|重做)|(?<!not (pay|charge|swipe) )again", Plain, Milliseconds)]
    public static partial Regex Repeating();

    /// <summary>Why a bank declined is between the bank and its customer.</summary>
    [GeneratedRegex(@"余额|挂失|被窃|欺诈|作弊|funds|\blost\b|stolen|fraud", Plain, Milliseconds)]
    public static partial Regex Reasons();
}
