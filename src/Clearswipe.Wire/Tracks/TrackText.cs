namespace Clearswipe.Wire.Tracks;

/// <summary>Cuts the text of a track into its fields.</summary>
internal static class TrackText
{
    /// <summary>
    /// Takes a field of so many digits, or "" where a separator stands for it; null when there is neither.
    /// </summary>
    public static string? Take(ref ReadOnlySpan<char> rest, int length, ReadOnlySpan<char> separators)
    {
        if (rest.Length > 0 && separators.Contains(rest[0]))
        {
            rest = rest[1..];
            return "";
        }

        if (rest.Length < length || !IsDigits(rest[..length]))
            return null;
        var taken = rest[..length].ToString();
        rest = rest[length..];
        return taken;
    }

    /// <summary>A field as it is written: a separator stands for one that the card leaves out.</summary>
    public static string Or(string digits, char separator) => digits.Length == 0 ? $"{separator}" : digits;

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
