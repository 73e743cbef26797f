namespace Clearswipe.Wire.Describe;

/// <summary>
/// Hexadecimal digits as people paste them: with blanks, colons or dashes between, and perhaps 0x before.
/// </summary>
internal static class HexText
{
    /// <summary>The bytes, or none when the text is not hexadecimal.</summary>
    public static byte[] Read(string text)
    {
        var digits = (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text)
            .Where(character => !char.IsWhiteSpace(character) && character is not (':' or '-'))
            .ToArray();
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
    }
}
