using System.Text;

namespace Clearswipe.Wire.Iso8583;

/// <summary>Content that was already found valid, as characters or bytes.</summary>
internal static class FieldText
{
    /// <summary>So many characters from packed bytes.</summary>
    public static string Unpack(Packing packing, ReadOnlySpan<byte> packed, int length) =>
        packing is Packing.NibblesLeft or Packing.NibblesRight
            ? Nibbles(packed, length, packing == Packing.NibblesRight ? packed.Length * 2 - length : 0)
            : Encoding.Latin1.GetString(packed);

    public static byte[] FromHex(ReadOnlySpan<byte> characters)
    {
        var bytes = new byte[characters.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((Alphabet.HexValue(characters[2 * i]) << 4) | Alphabet.HexValue(characters[2 * i + 1]));
        return bytes;
    }

    private static string Nibbles(ReadOnlySpan<byte> packed, int length, int skip) =>
        string.Create(length, new NibbleSource(packed, skip), static (characters, source) =>
        {
            for (var i = 0; i < characters.Length; i++)
                characters[i] = Alphabet.HexDigit(source.At(i));
        });

    /// <summary>Packed bytes, nibble by nibble.</summary>
    private readonly ref struct NibbleSource(ReadOnlySpan<byte> packed, int skip)
    {
        private readonly ReadOnlySpan<byte> _packed = packed;

        public int At(int index)
        {
            var value = _packed[(index + skip) / 2];
            return (index + skip) % 2 == 0 ? value >> 4 : value & 0xF;
        }
    }
}
