using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// The four-digit PIN verification value after Visa: eleven digits of the card number, the key index and the first four
/// digits of the PIN, encrypted and brought to decimal digits. The table is fixed: a caller's table would leak PINs.
/// </summary>
static class VisaPvv
{
    public const int Length = 4;

    public static void Write(DesKey key, int keyIndex, Pan pan, ReadOnlySpan<byte> pin, Span<byte> pvv)
    {
        Span<char> digits = stackalloc char[2 * DesKey.Block];
        pan.Reveal().AsSpan()[^12..^1].CopyTo(digits);
        digits[11] = (char)('0' + keyIndex);
        for (var i = 0; i < Length; i++)
            digits[12 + i] = (char)pin[i];

        Span<byte> block = stackalloc byte[DesKey.Block];
        Convert.FromHexString(digits, block, out _, out _);
        key.Encrypt(block);
        Decimalise(block, pvv);
        digits.Clear();
        block.Clear();
    }

    // First the decimal digits in their order; where they are too few, the letters in theirs, A as 0 to F as 5.
    private static void Decimalise(ReadOnlySpan<byte> block, Span<byte> pvv)
    {
        var found = 0;
        for (var i = 0; i < 4 * DesKey.Block && found < Length; i++)
        {
            var wantsLetters = i >= 2 * DesKey.Block;
            var nibble = (block[i / 2 % DesKey.Block] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            if (nibble > 9 == wantsLetters)
                pvv[found++] = (byte)('0' + (nibble % 10));
        }
    }
}
