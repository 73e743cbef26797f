namespace Clearswipe.Wire.Alphabets;

/// <summary>Digits packed two to a byte, and the characters that they stand for.</summary>
internal static class Nibbles
{
    /// <summary>The character of each nibble, after so many that are skipped.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int skip, Span<byte> characters)
    {
        for (var i = 0; i < characters.Length; i++)
        {
            var pair = packed[(i + skip) / 2];
            var nibble = (i + skip) % 2 == 0 ? pair >> 4 : pair & 0xF;
            characters[i] = (byte)(nibble <= 9 ? '0' + nibble : 'A' + nibble - 10);
        }
    }

    /// <summary>
    /// Two characters in a byte, after so many zero nibbles; a last nibble that stays free is zero. A track's '=' is
    /// packed as D; letters are hexadecimal.
    /// </summary>
    public static void Pack(ReadOnlySpan<byte> characters, int skip, Span<byte> packed)
    {
        packed.Clear();
        for (var i = 0; i < characters.Length; i++)
        {
            var nibble = (characters[i] & 0xF) + (characters[i] >= 'A' ? 9 : 0);    // '=' is 3D
            packed[(i + skip) / 2] |= (byte)((i + skip) % 2 == 0 ? nibble << 4 : nibble);
        }
    }
}
