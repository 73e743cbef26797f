using System.Security.Cryptography;
using Clearswipe.Vault.Cards;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Pins;

/// <summary>
/// The PIN verification value after Visa: eleven digits of the card number, the key index and four digits of the PIN,
/// encrypted and brought to four decimal digits. The table is fixed: a caller's table would leak PINs.
/// </summary>
/// <remarks>
/// Visa's value looks at the first four digits of a PIN alone, and a slip in the last of six would be approved. So a
/// longer PIN has a value more for each four digits begun, the last one over the four at its end (decision 6).
/// </remarks>
static class VisaPvv
{
    private const int Digits = 4;
    private const int Block = 8;

    /// <summary>The longest: twelve digits of a PIN, four by four.</summary>
    public const int Longest = Limits.LongestPin;

    public static int LengthFor(int pinLength) => (pinLength + Digits - 1) / Digits * Digits;

    public static void Write(CipherKey key, int keyIndex, Pan pan, ReadOnlySpan<byte> pin, Span<byte> pvv)
    {
        Invariant.Holds(keyIndex is >= 0 and <= 9, "a PIN verification key index is one digit");
        for (var at = 0; at < pvv.Length; at += Digits)
            WriteFour(
                key, keyIndex, pan, pin.Slice(Math.Min(at, pin.Length - Digits), Digits), pvv.Slice(at, Digits));
    }

    private static void WriteFour(CipherKey key, int keyIndex, Pan pan, ReadOnlySpan<byte> four, Span<byte> pvv)
    {
        Span<char> digits = stackalloc char[2 * Block];
        pan.Reveal().AsSpan()[^12..^1].CopyTo(digits);
        digits[11] = (char)('0' + keyIndex);
        for (var i = 0; i < Digits; i++)
            digits[12 + i] = (char)four[i];

        Span<byte> block = stackalloc byte[Block];
        Convert.FromHexString(digits, block, out _, out _);
        digits.Clear();
        key.Encrypt(block);
        Decimals.Write(block, pvv);
        CryptographicOperations.ZeroMemory(block);
    }
}
