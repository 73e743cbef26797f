namespace Clearswipe.Wire.Dialects;

/// <summary>Which of the words that are known a mistyped one may have meant.</summary>
internal static class NearWords
{
    private const int LongestTyped = 40;
    private const int Most = 3;

    /// <summary>How a fault about a word that nobody knows ends: which are near, and all that there are.</summary>
    public static string Hint(string typed, IReadOnlyCollection<string> known)
    {
        var near = Near(typed, known);
        var all = $"here stand {string.Join(", ", known)}";
        return near.Count == 0 ? all : $"{string.Join(" or ", near.Select(word => $"\"{word}\""))} is near; {all}";
    }

    /// <summary>The nearest words; none when nothing is near.</summary>
    public static IReadOnlyList<string> Near(string typed, IEnumerable<string> known)
    {
        if (typed.Length > LongestTyped)
            return [];
        var words =
            from word in known
            let far = Distance(typed.ToLowerInvariant(), word.ToLowerInvariant())
            where far <= Math.Max(1, Math.Min(typed.Length, word.Length) / 3)
                || (typed.Length > 2 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            orderby far
            select word;
        return [.. words.Take(Most)];
    }

    /// <summary>How many letters must be put in, taken out, changed or swapped with the next.</summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                rows[i, j] = Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
                    rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }

        return rows[from.Length, to.Length];
    }
}
