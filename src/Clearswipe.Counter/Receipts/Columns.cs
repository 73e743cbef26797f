using System.Text;

namespace Clearswipe.Counter.Receipts;

/// <summary>Text in the columns of a receipt printer: a Chinese character is two columns wide, as in GBK.</summary>
static class Columns
{
    public const int Wide = 32;

    public static int WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>A label on the left and its value on the right, on two lines when one is too narrow.</summary>
    public static IEnumerable<string> Pair(string label, string value)
    {
        var gap = Wide - WidthOf(label) - WidthOf(value);
        if (gap > 0)
            return [label + new string(' ', gap) + value];

        return Wrap(label).Concat(Wrap(value).Select(Right));
    }

    /// <summary>Breaks at spaces where there are any, and anywhere between Chinese characters.</summary>
    public static IEnumerable<string> Wrap(string text, int columns = Wide)
    {
        var line = new StringBuilder();
        var width = 0;
        foreach (var word in Words(text))
        {
            if (width + WidthOf(word.TrimEnd()) > columns && width > 0)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                width = 0;
            }

            line.Append(word);
            width += WidthOf(word);
        }

        if (line.Length > 0)
            yield return line.ToString().TrimEnd();
    }

    private static string Right(string text) => new string(' ', Math.Max(0, Wide - WidthOf(text))) + text;

    /// <summary>
    /// Pieces that stay whole: a word with its space, or one wide character; none wider than the paper.
    /// </summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isWide = WidthOf(rune) == 2;
            if (word.Length > 0 && (isWide || word.Length >= Wide))
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(rune.ToString());
            if (!isWide && !Rune.IsWhiteSpace(rune))
                continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    // The wide blocks of Unicode that GBK and its punctuation come from.
    private static int WidthOf(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F => 2,
        >= 0x2E80 and <= 0xA4CF => 2,
        >= 0xAC00 and <= 0xD7A3 => 2,
        >= 0xF900 and <= 0xFAFF => 2,
        >= 0xFE30 and <= 0xFE4F => 2,
        >= 0xFF00 and <= 0xFF60 => 2,
        >= 0xFFE0 and <= 0xFFE6 => 2,
        >= 0x1F300 and <= 0x1FAFF => 2,
        >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
