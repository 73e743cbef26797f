using System.Globalization;
using System.Text.RegularExpressions;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Explanations;

/// <summary>Finds what can be explained in a word, a line of a log, or a cell of a table. Pure.</summary>
static partial class Spotter
{
    /// <summary>
    /// The shortest run of hex digits that is taken for a message: type and bitmap, and a field or two.
    /// </summary>
    private const int ShortestMessage = 24;
    private const int TvrDigits = 10;

    // Milliseconds. The patterns do not run back; this is a belt beside the braces.
    private const int Patience = 2000;

    /// <summary>What a text is when it is all of one thing; null when it is not.</summary>
    public static Spot? Whole(string text, string? system, IReadOnlyList<Dialect> own)
    {
        var dense = Spaces().Replace(text, "");
        if (dense.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && dense.Length > 6)
            dense = dense[2..];
        if (system is not null && dense.Length is > 0 and <= 12)
            return new Spot.Code(text.Trim(), system);
        if (dense.Length >= ShortestMessage && (Hex().IsMatch(dense) || IsMessage(text, own)))
            return new Spot.Message(text);
        if (dense.Length == TvrDigits && Hex().IsMatch(dense))
            return new Spot.Verification(Convert.FromHexString(dense));
        if (ChipWord().IsMatch(dense))
            return new Spot.Word(ushort.Parse(dense, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return Code().IsMatch(dense) ? new Spot.Code(dense.ToUpperInvariant(), null) : null;
    }

    /// <summary>What stands in a line of a log, in the order in which it stands there.</summary>
    public static IEnumerable<Spot> InLine(string line, IReadOnlyList<Dialect> own)
    {
        if (Whole(line, null, own) is { } whole)
            return [whole];

        var found = new List<(int At, Spot Spot)>();
        foreach (Match run in HexRun().Matches(line))
            if (Spaces().Replace(run.Value, "") is { Length: >= ShortestMessage } dense && !IsOnlyDecimal(dense))
                found.Add((run.Index, new Spot.Message(dense)));
        Add(found, LabelledCode(), line, text => new Spot.Code(text.ToUpperInvariant(), null));
        Add(found, LabelledWord(), line, text => new Spot.Word(Word(text)));
        Add(found, PinWord(), line, text => new Spot.Word(Word(text)));
        Add(found, LabelledTvr(), line, text => new Spot.Verification(Convert.FromHexString(text)));
        return found.OrderBy(one => one.At).DistinctBy(one => one.At).Select(one => one.Spot);
    }

    private static void Add(List<(int At, Spot Spot)> found, Regex shape, string line, Func<string, Spot> spot)
    {
        foreach (Match match in shape.Matches(line))
            found.Add((match.Groups["it"].Index, spot(match.Groups["it"].Value)));
    }

    private static bool IsMessage(string text, IReadOnlyList<Dialect> own) =>
        Identified.InText(text, own) is Identified.Whole;

    private static ushort Word(string text) => ushort.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // A shorter run of decimal digits in a log is some other number: a reference, a card, two times.
    private static bool IsOnlyDecimal(string dense) =>
        dense.Length < 40 && !dense.AsSpan().ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"[\s:]", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Spaces();

    [GeneratedRegex("^[0-9A-Fa-f]+$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Hex();

    [GeneratedRegex("^(6[0-9A-Fa-f]{3}|9[0-9A-Fa-f]{3})$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex ChipWord();

    [GeneratedRegex("^([0-9A-Za-z]{2}|[0-9]{3,4}|0x[0-9A-Fa-f]{4})$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[ :]?){11,}[0-9A-Fa-f]{1,2}(?![0-9A-Za-z])", RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex HexRun();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z])(?:DE|F|field|bit|域)?[ _.-]?0?39\s*[\]\)]?\s*[:=：＝]\s*[""'\[(]?"
        + @"(?<it>[0-9A-Za-z]{2})(?![0-9A-Za-z])"
        + @"|(?<![0-9A-Za-z])(?:resp(?:onse)?[ _-]?(?:code)?|rc|code|返回码|应答码|响应码|错误码|代码)\s*[:=：＝]?\s*[""'\[(]?"
        + @"(?<it>[0-9][0-9A-Z]|[A-Z][0-9])(?![0-9A-Za-z.:])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex LabelledCode();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z])(?:SW(?:1SW2|12)?|status[ _]?word|状态字)\s*[:=：＝]?\s*[""'\[(]?(?:0x)?"
        + @"(?<it>[69][0-9A-F]{3})(?![0-9A-Za-z])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex LabelledWord();

    // 63Cx is nothing else than what VERIFY answers to a wrong PIN.
    [GeneratedRegex("(?<![0-9A-Za-z])(?<it>63C[0-9A-F])(?![0-9A-Za-z])", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PinWord();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z])(?:TVR|tag ?95|95)\s*[:=：＝]\s*[""'\[(]?(?:0x)?(?<it>[0-9A-F]{10})(?![0-9A-Za-z])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex LabelledTvr();
}
