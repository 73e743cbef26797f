using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// How a family of hosts writes what the standard leaves open: the type (four digits), the bitmap, lengths, digits,
/// text and bytes, and on which side an odd number of packed digits is filled up. A field may differ in its own row.
/// </summary>
public sealed record Form(
    Coding Type, Coding Bitmap, Coding Lengths, Coding Digits, Padding FixedDigits, Padding VariableDigits,
    Coding Text, Coding Bytes)
{
    /// <summary>Everything in ASCII: bitmap and bytes are upper-case hexadecimal characters.</summary>
    public static readonly Form Ascii = new(
        Coding.Ascii, Coding.Hex, Coding.Ascii, Coding.Ascii, Padding.Left, Padding.Right, Coding.Ascii, Coding.Hex);

    /// <summary>
    /// Type, numbers and lengths in BCD, a fixed odd number behind a zero nibble, a variable one before it; text in
    /// ASCII; bitmap and bytes as they are.
    /// </summary>
    public static readonly Form Packed = new(
        Coding.Bcd, Coding.Binary, Coding.Bcd, Coding.Bcd, Padding.Left, Padding.Right, Coding.Ascii, Coding.Binary);

    /// <summary>Type, numbers, lengths and text in EBCDIC (IBM 037); bitmap and bytes as they are.</summary>
    public static readonly Form Ebcdic = new(
        Coding.Ebcdic, Coding.Binary, Coding.Ebcdic, Coding.Ebcdic, Padding.Left, Padding.Right, Coding.Ebcdic,
        Coding.Binary);

    /// <summary>The bytes of the type.</summary>
    internal int TypeSize => Type == Coding.Bcd ? 2 : 4;

    /// <summary>The bytes of 64 bits of the bitmap.</summary>
    internal int BitmapSize => Bitmap == Coding.Binary ? 8 : 16;

    internal Coding CodingOf(Content content) => content switch
    {
        Content.Digits or Content.Track or Content.SealedTrack => Digits,
        Content.Binary => Bytes,
        Content.Letters or Content.Alphanumeric or Content.Printable or Content.Private or Content.Signed => Text,
        _ => throw new InvariantException("every content is written somehow"),
    };

    /// <summary>Why this form contradicts itself, for a person, or null.</summary>
    internal string? Problem() => this switch
    {
        { Type: not (Coding.Ascii or Coding.Ebcdic or Coding.Bcd) } => "the type is written in ASCII, EBCDIC or BCD",
        { Bitmap: not (Coding.Binary or Coding.Hex or Coding.EbcdicHex) } =>
            "the bitmap is bytes, or hexadecimal characters of ASCII or EBCDIC",
        { Lengths: Coding.Hex or Coding.EbcdicHex } =>
            "lengths are written in ASCII, EBCDIC, BCD or as a binary number",
        { Digits: not (Coding.Ascii or Coding.Ebcdic or Coding.Bcd) } => "digits are written in ASCII, EBCDIC or BCD",
        { Text: not (Coding.Ascii or Coding.Ebcdic) } => "text is written in ASCII or EBCDIC",
        { Bytes: not (Coding.Binary or Coding.Hex or Coding.EbcdicHex) } =>
            "bytes are written as they are, or as hexadecimal characters",
        _ => null,
    };
}
