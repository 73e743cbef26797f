using System.Buffers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// What of a field may be seen: PCI DSS 3.4.1 lets the first six and last four digits of a card number be shown, and
/// nothing of tracks, PIN blocks and keys.
/// </summary>
internal static class Mask
{
    // Settlement and private data may hold what we do not know: their length is enough.
    private static readonly HashSet<int> Closed = [36, 45, 46, 47, 48, 52, 55, 57, 58, 59, 62, 64, 128];

    // Their meaning is fixed: dates, numbers of houses and shops, references; a digit check that fits is chance.
    private static readonly HashSet<int> Plain = [7, 32, 33, 37, 42, 53, 90];

    private static readonly SearchValues<char> Separators = SearchValues.Create("=D^");

    public static string Of(int field, FieldValue value) => field switch
    {
        2 => Number(value.AsText()),
        34 or 102 or 103 => Number(value.AsText()),
        35 => Track(value.AsText()),
        _ when Closed.Contains(field) || value.Characters is null => $"[{value.AsBytes().Length} bytes]",
        _ when Plain.Contains(field) => Printable(value.Characters),
        _ => Printable(LongNumbers(value.Characters)),
    };

    /// <summary>A card number as it may be shown; one too short to be a card number shows nothing at all.</summary>
    public static string Number(ReadOnlySpan<char> digits) =>
        Pan.Read(digits)?.ToString() ?? new string('*', digits.Length);

    /// <summary>Only the masked card number of a track, up to its separator.</summary>
    public static string Track(ReadOnlySpan<char> track)
    {
        var separator = track.IndexOfAny(Separators);
        return separator < 0 ? new string('*', track.Length) : $"{Number(track[..separator])}{track[separator]}…";
    }

    /// <summary>
    /// The same text with each run of digits that could be a card number masked: a terminal may put one anywhere.
    /// </summary>
    public static string LongNumbers(string text)
    {
        var characters = text.ToCharArray();
        for (var start = 0; start < characters.Length; start++)
        {
            var length = characters.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? characters.Length - start : length;
            if (LooksLikeCard(characters.AsSpan(start, length)))
                characters.AsSpan(start + 6, length - 10).Fill('*');
            start += length;
        }

        return new string(characters);
    }

    private static bool LooksLikeCard(ReadOnlySpan<char> digits) => Pan.Read(digits) is { PassesLuhn: true };

    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= ' ' and < '\x7F' ? source[i] : '·';
        });
}
