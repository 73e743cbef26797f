using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// One part of a field, such as 60.2: its length in digits or characters, and its name. A part may be cut short or
/// missing at the end of its field; the last one with no length takes the rest.
/// </summary>
public sealed record FieldPart(int Length, Bilingual Name)
{
    /// <summary>The length of a part that takes what is left.</summary>
    public const int Rest = 0;
}

/// <summary>How a field is made of several (a sub-field of ISO 8583, a private tag, a tag of BER-TLV).</summary>
public abstract record FieldShape
{
    private FieldShape()
    {
    }

    /// <summary>The field is one thing.</summary>
    public static readonly FieldShape Whole = new One();

    public sealed record One : FieldShape;

    /// <summary>Parts in fixed places, one behind the other.</summary>
    public sealed record Positions(IReadOnlyList<FieldPart> Parts) : FieldShape;

    /// <summary>
    /// Elements of a tag, a length and so many characters, each with the given number of characters for tag and length
    /// (as private data of field 48 often has it); the names of the tags that are known.
    /// </summary>
    public sealed record TagLength(
        int TagLengthInCharacters, int LengthDigits, IReadOnlyDictionary<string, Bilingual> Names) : FieldShape;

    /// <summary>Elements of BER-TLV (ISO/IEC 8825-1), as chip data has them.</summary>
    public sealed record BerTlv : FieldShape;
}
