using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// How a field is made of several: parts in fixed places, elements with a tag and a length, or neither.
/// </summary>
public abstract record FieldShape
{
    private FieldShape()
    {
    }

    /// <summary>The field is one thing.</summary>
    public static readonly FieldShape Whole = new One();

    /// <inheritdoc cref="Whole"/>
    public sealed record One : FieldShape;

    /// <summary>Parts in fixed places, one behind the other, such as 60.1, 60.2 …</summary>
    public sealed record Positions(IReadOnlyList<FieldPart> Parts) : FieldShape;

    /// <summary>
    /// Elements of a tag, a length in digits and so many characters, as private data of field 48 often has them; the
    /// names of the tags that are known.
    /// </summary>
    public sealed record Elements(
        int TagCharacters, int LengthDigits, IReadOnlyDictionary<string, Bilingual> Names) : FieldShape;

    /// <summary>Elements of BER-TLV (ISO/IEC 8825-1), as chip data has them; read by <c>Emv.ChipData</c>.</summary>
    public sealed record BerTlv : FieldShape;
}

/// <summary>
/// One part of a field: its length in digits or characters, its name, and words for its values. A part may be cut short
/// or missing at the end of its field; one with the length <see cref="Rest"/> takes what is left.
/// </summary>
public sealed record FieldPart(int Length, Bilingual Name, IReadOnlyDictionary<string, Bilingual>? Words = null)
{
    public const int Rest = 0;
}
