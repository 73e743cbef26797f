using System.Collections.Concurrent;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A field's row in the standard's own letters, so that nothing but this file knows how the product holds it: content
/// n, a, an, ans, p, x+n, z, ze or b, the count of length digits, the longest length with the sign of x+n, the units of
/// a date ("MMDD"), and codings in a word.
/// </summary>
internal sealed record SimpleRow(
    int Field, string Content, int LengthDigits, string LengthCoding, int Longest, string Coding, bool IsPaddedLeft,
    string Date)
{
    /// <summary>Whether so many digits, characters or bytes may stand in the field.</summary>
    public bool Holds(int length) => LengthDigits == 0 ? length == Longest : length <= Longest;

    public bool IsHex => Coding is SimpleLayout.Hex or SimpleLayout.EbcdicHex;

    /// <summary>The row of a field, or null when the dialect has none.</summary>
    public static SimpleRow? Of(Dialect dialect, int field) => dialect.Spec(field) is { } spec
        ? new SimpleRow(
            field, Letters(spec.Content), spec.Prefix.Digits, spec.Prefix.Coding.ToString(), spec.MaxLength,
            spec.Coding.ToString(), spec.Padding == Padding.Left,
            char.IsAsciiDigit(spec.Notation[^1]) ? "" : spec.Notation)
        : null;

    private static string Letters(Content content) => content switch
    {
        Wire.Iso8583.Content.Digits => "n",
        Wire.Iso8583.Content.Letters => "a",
        Wire.Iso8583.Content.Alphanumeric => "an",
        Wire.Iso8583.Content.Printable => "ans",
        Wire.Iso8583.Content.Private => "p",
        Wire.Iso8583.Content.Signed => "x+n",
        Wire.Iso8583.Content.Track => "z",
        Wire.Iso8583.Content.SealedTrack => "ze",
        _ => "b",
    };
}

/// <summary>A dialect's rows, and how it writes the type and the bitmaps, of which there may be up to three.</summary>
internal sealed record SimpleLayout(
    IReadOnlyDictionary<int, SimpleRow> Rows, string TypeCoding, string BitmapCoding, int Bitmaps)
{
    public const string Ascii = "Ascii";
    public const string Ebcdic = "Ebcdic";
    public const string Bcd = "Bcd";
    public const string Binary = "Binary";
    public const string Hex = "Hex";
    public const string EbcdicHex = "EbcdicHex";

    private static readonly ConcurrentDictionary<Dialect, SimpleLayout> Made = new();

    public static SimpleLayout Of(Dialect dialect) => Made.GetOrAdd(dialect, Make);

    private static SimpleLayout Make(Dialect dialect)
    {
        var rows = Enumerable.Range(2, 191)
            .Select(field => SimpleRow.Of(dialect, field))
            .OfType<SimpleRow>()
            .ToDictionary(row => row.Field);
        return new SimpleLayout(
            rows, dialect.Form.Type.ToString(), dialect.Form.Bitmap.ToString(),
            rows.Keys.Max() <= 64 ? 1 : rows.Keys.Max() <= 128 ? 2 : 3);
    }
}
