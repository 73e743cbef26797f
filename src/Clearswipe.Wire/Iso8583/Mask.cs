using System.Buffers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// What of a field may be seen: PCI DSS 3.4.1 lets the first six and last four digits of a card number be shown, and
/// nothing of tracks, PIN blocks and keys.
/// </summary>
internal static class Mask
{
    // By edition of the standard, the first digit of the type. Settlement and private data may hold what we do not
    // know,
    // and verification data is never shown: their length is enough.
    private static readonly HashSet<int>[] Closed =
    [
        [36, 45, 46, 47, 48, 52, 55, 57, 58, 59, 62, 64, 128, .. Enumerable.Range(105, 23), .. Beyond],
        [36, 45, 46, 47, 48, 52, 53, 55, .. Enumerable.Range(59, 6), 72, 96, .. Enumerable.Range(111, 18), .. Beyond],
        [
            18, 22, 27, 34, 36, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 55, .. Enumerable.Range(59, 6), 71, 72,
            .. Enumerable.Range(76, 17), 96, .. Enumerable.Range(104, 5), .. Enumerable.Range(111, 18), .. Beyond,
        ],
    ];

    // Their meaning is fixed: dates, numbers of houses and shops, references; a digit check that fits is chance.
    private static readonly HashSet<int>[] Plain =
        [[7, 32, 33, 37, 42, 53, 90], [7, 12, 32, 33, 37, 42], [7, 12, 32, 33, 37, 42]];

    // Twelve digits are a reference number far more often than a card number.
    private const int ShortestInText = 13;

    private static readonly SearchValues<char> Separators = SearchValues.Create("=D^");
    private static readonly SearchValues<char> OfRow = SearchValues.Create("0123456789 -");

    public static string Of(string type, int field, FieldValue value) => field switch
    {
        _ when IsClosed(type, field, value) => $"[{value.AsBytes().Length} bytes]",
        2 => Number(value.AsText()),
        34 or 102 or 103 => Number(value.AsText()),
        35 => Track(value.AsText()),
        _ when value.Sight == Sight.Masked => Printable(Rows(value.AsText())),
        _ when Plain[Edition(type)].Contains(field) => Printable(value.AsText()),
        _ => Printable(LongNumbers(value.AsText())),
    };

    /// <summary>Whether nothing but the length may be seen.</summary>
    public static bool IsClosed(string type, int field, FieldValue value) =>
        value.Characters is null || value.Sight == Sight.Closed || Closed[Edition(type)].Contains(field);

    /// <summary>Whether the field is a card number, an account or a track.</summary>
    public static bool IsOfCard(int field) => field is 2 or 34 or 35 or 102 or 103;

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
    /// The same text with each row of digits masked that could be a card number: a terminal may put one anywhere, and
    /// right behind other digits. Now and then a number of another kind is masked too; that is the lesser harm.
    /// </summary>
    public static string LongNumbers(string text)
    {
        var characters = text.ToCharArray();
        for (var start = 0; start < characters.Length; start++)
            // One that begins within another may be the true one.
            if (CardLength(text.AsSpan(start)) is var length and > 0)
                characters.AsSpan(start + 6, length - 10).Fill('*');

        return new string(characters);
    }

    /// <summary>
    /// The same text with each row of digits masked that is as long as a card number, also where no check digit fits:
    /// for fields whose meaning we do not know. Letters between digits end a row, blanks and dashes do not.
    /// </summary>
    public static string Rows(string text)
    {
        var characters = LongNumbers(text).ToCharArray();
        for (var start = 0; start < text.Length; start++)
        {
            var row = text.AsSpan(start);
            row = row[..(row.IndexOfAnyExcept(OfRow) is var end and >= 0 ? end : row.Length)];
            var digits = row.Length - row.Count(' ') - row.Count('-');
            if (digits >= ShortestInText)
                Cover(characters.AsSpan(start, row.Length), digits);
            start += row.Length;
            // What looks like a track shows nothing behind its card number.
            if (digits >= ShortestInText && start < text.Length && Separators.Contains(text[start]))
            {
                characters.AsSpan(start + 1).Fill('*');
                break;
            }
        }

        return new string(characters);
    }

    /// <summary>How many digits of a card number stand at the start of a text, or 0.</summary>
    private static int CardLength(ReadOnlySpan<char> text)
    {
        // No card network numbers its cards from 0, 1 or 7 (ISO/IEC 7812-1, major industry identifier).
        if (text is not ['2' or '3' or '4' or '5' or '6' or '8' or '9', ..])
            return 0;
        for (var length = Math.Min(Pan.LongestLength, text.Length); length >= ShortestInText; length--)
            if (Pan.Read(text[..length]) is { PassesLuhn: true })
                return length;
        return 0;
    }

    /// <summary>Leaves six digits at the front of a row and four at its end.</summary>
    private static void Cover(Span<char> row, int digits)
    {
        var seen = 0;
        foreach (ref var character in row)
            if (character is not (' ' or '-') && ++seen > 6 && seen <= digits - 4)
                character = '*';
    }

    private static IEnumerable<int> Beyond => Enumerable.Range(129, FieldSpec.Highest - 128);

    private static int Edition(string type) => type is ['1', ..] ? 1 : type is ['2', ..] ? 2 : 0;

    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= ' ' and < '\x7F' ? source[i] : '·';
        });
}
