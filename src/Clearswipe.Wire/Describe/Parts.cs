using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>
/// One part of a field that is made of several: its length in characters, name, and words for its values.
/// </summary>
internal sealed record Part(int Length, Bilingual Name, Dictionary<string, Bilingual>? Words = null)
{
    /// <summary>
    /// Cuts a text into its parts, as far as it goes; characters beyond the last part are a part of their own.
    /// </summary>
    public static IEnumerable<DescribedLine> Lines(int field, Part[] parts, string text)
    {
        var start = 0;
        for (var i = 0; i < parts.Length && start < text.Length; i++)
        {
            var value = text.Substring(start, Math.Min(parts[i].Length, text.Length - start));
            yield return new DescribedLine(1, $"{field}.{i + 1}", parts[i].Name, parts[i].Explain(value));
            start += value.Length;
        }

        if (start == text.Length)
            yield break;
        var rest = Mask.LongNumbers(text[start..]);
        yield return new DescribedLine(
            1, $"{field}.{parts.Length + 1}", new("其余", "the rest"), Description.Same(rest));
    }

    private Bilingual Explain(string value) =>
        Words is not null && Words.TryGetValue(value, out var words)
            ? new Bilingual($"{value} {words.Zh}", $"{value} {words.En}")
            : Description.Same(value);
}
