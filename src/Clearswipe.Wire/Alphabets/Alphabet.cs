namespace Clearswipe.Wire.Alphabets;

/// <summary>Which bytes are digits, letters, hexadecimal or printable: the alphabets of ISO 8583.</summary>
internal static class Alphabet
{
    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    /// <summary>Letters, and the space that pads them.</summary>
    public static bool IsLetter(byte value) => char.IsAsciiLetter((char)value) || value == (byte)' ';

    /// <summary>Letters and digits, and the space that pads them.</summary>
    public static bool IsAlphanumeric(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == (byte)' ';

    /// <summary>No control character. Bytes from 0x80 on belong to GBK text.</summary>
    public static bool IsPrintable(byte value) => value >= 0x20 && value != 0x7F;

    /// <summary>A digit, or a separator as '=' or 'D' (ISO/IEC 7813 by way of ISO 8583 z).</summary>
    public static bool IsTrack(byte value) => IsDigit(value) || value is (byte)'=' or (byte)'D';

    public static bool IsLatin1(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('\0', '\xFF');

    /// <summary>The value of an upper-case hexadecimal character, or -1.</summary>
    public static int HexValue(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };

}
