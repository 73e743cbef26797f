namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// How content becomes bytes: the first of the three parts of a layout; length prefix and padding are others.
/// </summary>
public enum Coding
{
    /// <summary>A byte for each character; digits and letters as in ASCII, everything else as it came.</summary>
    Ascii,
    /// <summary>A byte for each character, in the code page IBM 037.</summary>
    Ebcdic,
    /// <summary>Two digits in a byte; an odd number of them is padded by a nibble.</summary>
    Bcd,
    /// <summary>The bytes themselves; as a length, a number with the high byte first.</summary>
    Binary,
    /// <summary>Two upper-case hexadecimal characters of ASCII for each byte; a length counts the characters.</summary>
    Hex,
    /// <summary>
    /// Two upper-case hexadecimal characters of EBCDIC for each byte; a length counts the characters.
    /// </summary>
    EbcdicHex,
}

/// <summary>Where the nibble stands that fills up an odd number of digits.</summary>
public enum Padding
{
    /// <summary>In front, and it is 0.</summary>
    Left,
    /// <summary>Behind; it is written as 0, and read as 0 or F: terminals send both.</summary>
    Right,
}

/// <summary>What each coding does to lengths.</summary>
internal static class Codings
{
    public static bool IsHex(this Coding coding) => coding is Coding.Hex or Coding.EbcdicHex;

    /// <summary>Whether the characters stand in the code page IBM 037.</summary>
    public static bool IsEbcdic(this Coding coding) => coding is Coding.Ebcdic or Coding.EbcdicHex;
}
