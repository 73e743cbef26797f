using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A field's row in the standard's own letters, so that nothing but this file knows how the product holds it: content
/// n, an, ans, p, z or b, the count of length digits, the longest length, and the packing in a word.
/// </summary>
internal sealed record SimpleRow(int Field, string Content, int LengthDigits, int Longest, string Packing)
{
    public const string Characters = "characters";
    public const string NibblesLeft = "nibbles left";
    public const string NibblesRight = "nibbles right";
    public const string Bytes = "bytes";
    public const string Hex = "hexadecimal";

    /// <summary>Whether so many digits, characters or bytes may stand in the field.</summary>
    public bool Holds(int length) => LengthDigits == 0 ? length == Longest : length <= Longest;

    /// <summary>Whether the characters of type, bitmap and lengths are packed two to a byte.</summary>
    public static bool IsPacked(Dialect dialect) => dialect.IsPacked;

    /// <summary>The row of a field, or null when the dialect has none.</summary>
    public static SimpleRow? Of(Dialect dialect, int field) => dialect.Spec(field) is { } spec
        ? new SimpleRow(field, Letters(spec.Content), (int)spec.Prefix, spec.MaxLength, Word(spec.Packing))
        : null;

    private static string Letters(Content content) => content switch
    {
        Wire.Iso8583.Content.Digits => "n",
        Wire.Iso8583.Content.Alphanumeric => "an",
        Wire.Iso8583.Content.Printable => "ans",
        Wire.Iso8583.Content.Private => "p",
        Wire.Iso8583.Content.Track => "z",
        _ => "b",
    };

    private static string Word(Packing packing) => packing switch
    {
        Wire.Iso8583.Packing.Characters => Characters,
        Wire.Iso8583.Packing.NibblesLeft => NibblesLeft,
        Wire.Iso8583.Packing.NibblesRight => NibblesRight,
        Wire.Iso8583.Packing.Bytes => Bytes,
        _ => Hex,
    };
}
