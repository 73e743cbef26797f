using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;

namespace Clearswipe.Wire.Alphabets;

/// <summary>Bytes as pairs of upper-case hexadecimal characters, in ASCII or in EBCDIC.</summary>
internal static class Hexadecimal
{
    /// <summary>The bytes that the characters stand for; they were found to be hexadecimal before.</summary>
    public static void Decode(ReadOnlySpan<byte> characters, bool isEbcdic, Span<byte> bytes)
    {
        if (!isEbcdic)
        {
            Convert.FromHexString(characters, bytes, out _, out _);
            return;
        }

        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((Value(characters[2 * i], isEbcdic) << 4) | Value(characters[2 * i + 1], isEbcdic));
    }

    public static void Encode(ReadOnlySpan<byte> bytes, bool isEbcdic, Span<byte> characters)
    {
        Convert.TryToHexString(bytes, characters, out _);
        if (isEbcdic)
            Ebcdic.FromLatin1(characters, characters);
    }

    /// <summary>The 64 bits that sixteen ASCII characters stand for; they are hexadecimal already.</summary>
    public static ulong Decode64(ReadOnlySpan<byte> characters) =>
        ((ulong)Decode32(characters) << 32) | Decode32(characters[8..]);

    /// <summary>The value of an upper-case hexadecimal character, or -1.</summary>
    public static int Value(byte character, bool isEbcdic) =>
        Alphabet.HexValue(isEbcdic ? Ebcdic.ToLatin1(character) : character);

    private static uint Decode32(ReadOnlySpan<byte> characters)
    {
        // A letter has bit 6 set, and its low nibble is nine less than its value.
        var word = BinaryPrimitives.ReadUInt64BigEndian(characters);
        word = unchecked((word & 0x0F0F0F0F0F0F0F0F) + 9 * ((word >> 6) & 0x0101010101010101));
        if (Bmi2.X64.IsSupported)
            return (uint)Bmi2.X64.ParallelBitExtract(word, 0x0F0F0F0F0F0F0F0F);
        word = (word | (word >> 4)) & 0x00FF00FF00FF00FF;
        word = (word | (word >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)((word | (word >> 16)) & uint.MaxValue);
    }
}
