using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clearswipe.Wire.Iso8583;

/// <summary>A rule for bytes that is checked for sixteen of them at once.</summary>
internal interface IVectorRule
{
    /// <summary>Not zero in each byte that breaks the rule.</summary>
    static abstract Vector128<byte> Broken(Vector128<byte> bytes);
}

/// <summary>
/// Rules of content, sixteen bytes at a time: what is read is checked at nearly the speed of looking at it.
/// </summary>
internal static class ContentVectors
{
    private const int Width = 16;

    /// <summary>Whether all the bytes keep the rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Hold<TRule>(ReadOnlySpan<byte> bytes)
        where TRule : struct, IVectorRule =>
        bytes.Length >= Width ? HoldLong<TRule>(bytes)
        : bytes.IsEmpty || TRule.Broken(Short(bytes)) == Vector128<byte>.Zero;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HoldLong<TRule>(ReadOnlySpan<byte> bytes)
        where TRule : struct, IVectorRule
    {
        // The last sixteen overlap with what is looked at after them.
        var broken = TRule.Broken(Vector128.Create(bytes[^Width..]));
        for (; bytes.Length > Width; bytes = bytes[Width..])
            broken |= TRule.Broken(Vector128.Create(bytes));
        return broken == Vector128<byte>.Zero;
    }

    /// <summary>Up to sixteen bytes in their places; what stands behind them is of no account.</summary>
    public static Vector128<byte> InOrder(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        if (bytes.Length >= 8)
        {
            // The rest of the bytes, moved down from where eight of them end.
            word = bytes.Length == 8
                ? 0
                : BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]) >> (8 * (Width - bytes.Length));
            return Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(bytes), word).AsByte();
        }

        if (bytes.Length >= 4)
            word = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) << (8 * (bytes.Length - 4))
                | BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        else
            for (var i = bytes.Length - 1; i >= 0; i--)
                word = word << 8 | bytes[i];
        return Vector128.CreateScalar(word).AsByte();
    }

    /// <summary>Fewer than sixteen bytes, some of them twice, so that there is nothing else in the sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Short(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8)
            return Vector128.Create(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..])).AsByte();
        if (bytes.Length >= 4)
            return Vector128.Create(
                BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]),
                BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                BinaryPrimitives.ReadUInt32LittleEndian(bytes)).AsByte();
        if (bytes.Length >= 2)
            return Vector128.Create((ushort)(bytes[0] | bytes[1] << 8)).AsByte().WithElement(0, bytes[^1]);
        return Vector128.Create(bytes[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Outside(Vector128<byte> bytes, byte from, byte to) => Vector128.GreaterThan(
        bytes - Vector128.Create(from), Vector128.Create(unchecked((byte)(to - from))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsNot(Vector128<byte> bytes, byte one) =>
        ~Vector128.Equals(bytes, Vector128.Create(one));

    // A nibble above nine has its highest bit and one of the next two; shifts do not leave the nibble that is looked
    // at.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AboveNine(Vector128<byte> bytes) =>
        bytes & (Shifted(bytes, 1) | Shifted(bytes, 2)) & Vector128.Create((byte)0x88);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Shifted(Vector128<byte> bytes, int count) => (bytes.AsUInt64() << count).AsByte();

    /// <summary>'0' to '9'.</summary>
    public readonly struct AsciiDigits : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) => Outside(bytes, (byte)'0', (byte)'9');
    }

    /// <summary>'0' to '9' in EBCDIC.</summary>
    public readonly struct EbcdicDigits : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) => Outside(bytes, 0xF0, 0xF9);
    }

    /// <summary>Two digits in each byte.</summary>
    public readonly struct PackedDigits : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) => AboveNine(bytes);
    }

    /// <summary>Two digits or separators (D) in each byte.</summary>
    public readonly struct PackedTrack : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            AboveNine(bytes) & ~(Shifted(bytes, 1) & ~Shifted(bytes, 2) & Shifted(bytes, 3));
    }

    /// <summary>Any two half bytes in each byte: ciphertext is among them.</summary>
    public readonly struct PackedSealedTrack : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) => Vector128<byte>.Zero;
    }

    /// <summary>Letters, digits and spaces.</summary>
    public readonly struct AsciiAlphanumeric : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            AsciiLetters.Broken(bytes) & AsciiDigits.Broken(bytes);
    }

    /// <summary>Letters and spaces.</summary>
    public readonly struct AsciiLetters : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            Outside(bytes | Vector128.Create((byte)0x20), (byte)'a', (byte)'z') & IsNot(bytes, (byte)' ');
    }

    /// <summary>Everything but control characters; from 0x80 on all belongs to Chinese text.</summary>
    public readonly struct AsciiPrintable : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            Vector128.LessThan(bytes, Vector128.Create((byte)' ')) | ~IsNot(bytes, 0x7F);
    }

    /// <summary>Digits, and the separator as '=' or 'D'.</summary>
    public readonly struct AsciiTrack : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            AsciiDigits.Broken(bytes) & IsNot(bytes, (byte)'=') & IsNot(bytes, (byte)'D');
    }

    /// <summary>Half bytes as upper-case hexadecimal characters, and '=' for the separator D.</summary>
    public readonly struct AsciiSealedTrack : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            AsciiHex.Broken(bytes) & IsNot(bytes, (byte)'=');
    }

    /// <summary>Upper-case hexadecimal characters.</summary>
    public readonly struct AsciiHex : IVectorRule
    {
        public static Vector128<byte> Broken(Vector128<byte> bytes) =>
            AsciiDigits.Broken(bytes) & Outside(bytes, (byte)'A', (byte)'F');
    }
}
