using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// The PIN verification value after Visa: eleven digits of the card number, the key index and four digits of the PIN,
/// encrypted and brought to four decimal digits. The table is fixed: a caller's table would leak PINs.
/// </summary>
/// <remarks>
/// Visa's value looks at the first four digits of a PIN alone, and a slip in the last of six would be approved. So a
/// longer PIN has a value more for each four digits begun, the last one over the four at its end.
/// </remarks>
static class VisaPvv
{
    private const int Digits = 4;

    /// <summary>The longest: twelve digits of a PIN, four by four.</summary>
    public const int Longest = Limits.LongestPin;

    public static int LengthFor(int pinLength) => (pinLength + Digits - 1) / Digits * Digits;

    public static void Write(DesKey key, int keyIndex, Pan pan, ReadOnlySpan<byte> pin, Span<byte> pvv)
    {
        for (var at = 0; at < pvv.Length; at += Digits)
            WriteFour(key, keyIndex, pan, pin.Slice(Math.Min(at, pin.Length - Digits), Digits), pvv[at..]);
    }

    private static void WriteFour(DesKey key, int keyIndex, Pan pan, ReadOnlySpan<byte> four, Span<byte> pvv)
    {
        Span<char> digits = stackalloc char[2 * DesKey.Block];
        pan.Reveal().AsSpan()[^12..^1].CopyTo(digits);
        digits[11] = (char)('0' + keyIndex);
        for (var i = 0; i < Digits; i++)
            digits[12 + i] = (char)four[i];

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
        for (var i = 0; i < 4 * DesKey.Block && found < Digits; i++)
        {
            var wantsLetters = i >= 2 * DesKey.Block;
            var nibble = (block[i / 2 % DesKey.Block] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            if (nibble > 9 == wantsLetters)
                pvv[found++] = (byte)('0' + (nibble % 10));
        }
    }
}
