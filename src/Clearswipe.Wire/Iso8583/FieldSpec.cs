using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>What a field may hold, in the letters of ISO 8583.</summary>
public enum Content
{
    /// <summary>n: decimal digits.</summary>
    Digits,
    /// <summary>an: letters, digits, and the space that pads them.</summary>
    Alphanumeric,
    /// <summary>
    /// ans: any character that prints; one character stands for one byte, so GBK text passes unharmed.
    /// </summary>
    Printable,
    /// <summary>p: private to the acquirer; any byte, held as text.</summary>
    Private,
    /// <summary>z: track data, the digits and the separator.</summary>
    Track,
    /// <summary>b: bytes.</summary>
    Binary,
}

/// <summary>How many digits in front of a field tell its length.</summary>
public enum LengthDigits
{
    Fixed = 0,
    Two = 2,
    Three = 3,
}

/// <summary>How the content of a field becomes bytes.</summary>
public enum Packing
{
    /// <summary>A byte for each character.</summary>
    Characters,
    /// <summary>Two digits in a byte; an odd last digit stands left, and a pad nibble follows it.</summary>
    NibblesLeft,
    /// <summary>Two digits in a byte; a zero nibble stands before an odd number of digits.</summary>
    NibblesRight,
    /// <summary>The bytes themselves.</summary>
    Bytes,
    /// <summary>Two hexadecimal characters for each byte; a length counts the characters.</summary>
    Hex,
}

/// <summary>
/// The layout of one field: its number, content, length (in digits, characters or, for b, bytes) and packing.
/// </summary>
public sealed record FieldSpec(int Number, Content Content, LengthDigits Prefix, int MaxLength, Packing Packing)
{
    /// <summary>
    /// Reads the notation of ISO 8583: "n6" is six digits, "n..19" at most nineteen after two length digits,
    /// "b...255" at most 255 bytes after three.
    /// </summary>
    internal static FieldSpec Parse(int number, string notation, Func<Content, Packing> packingOf)
    {
        var letters = notation.TakeWhile(char.IsAsciiLetter).Count();
        var dots = notation.Count(c => c == '.');
        var content = ContentOf(notation[..letters]);
        return new FieldSpec(
            number,
            content,
            dots == 0 ? LengthDigits.Fixed : (LengthDigits)dots,
            int.Parse(notation[(letters + dots)..], NumberStyles.None),
            packingOf(content));
    }

    private static Content ContentOf(string letters) => letters switch
    {
        "n" => Content.Digits,
        "an" => Content.Alphanumeric,
        "ans" => Content.Printable,
        "p" => Content.Private,
        "z" => Content.Track,
        "b" => Content.Binary,
        _ => throw new InvariantException($"{letters} is no content of ISO 8583"),
    };

    /// <summary>How many bytes so many digits, characters or bytes of content take.</summary>
    internal int PackedLength(int length) => Packing switch
    {
        Packing.Characters or Packing.Bytes => length,
        Packing.NibblesLeft or Packing.NibblesRight => (length + 1) / 2,
        Packing.Hex => length * 2,
        _ => throw new InvariantException("every packing has a length"),
    };
}
