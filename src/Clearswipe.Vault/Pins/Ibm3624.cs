using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Pins;

/// <summary>
/// PINs after IBM 3624: the card number encrypted and brought to decimal digits is the card's natural PIN; what the
/// customer's PIN adds to it, digit by digit without carry, is the offset that is stored.
/// </summary>
static class Ibm3624
{
    private const int Block = 8;

    /// <summary>Our one table. No caller brings another: each would be a question about the PIN.</summary>
    private static ReadOnlySpan<byte> Table => "0123456789012345"u8;

    /// <summary>The offset of the PIN, as long as the PIN, in ASCII digits.</summary>
    public static void WriteOffset(CipherKey key, Pan pan, ReadOnlySpan<byte> pin, Span<byte> offset)
    {
        Span<byte> validation = stackalloc byte[Block];
        WriteValidationData(pan, validation);
        WriteOffset(key, Table, validation, pin, offset);
    }

    internal static void WriteOffset(
        CipherKey key, ReadOnlySpan<byte> table, ReadOnlySpan<byte> validation, ReadOnlySpan<byte> pin,
        Span<byte> offset)
    {
        Span<byte> natural = stackalloc byte[Limits.LongestPin];
        natural = natural[..pin.Length];
        WriteNatural(key, table, validation, natural);
        for (var i = 0; i < pin.Length; i++)
            offset[i] = (byte)('0' + ((pin[i] - natural[i] + 10) % 10));

        CryptographicOperations.ZeroMemory(natural);
    }

    internal static void WriteNatural(
        CipherKey key, ReadOnlySpan<byte> table, ReadOnlySpan<byte> validation, Span<byte> natural)
    {
        Span<byte> block = stackalloc byte[Block];
        validation.CopyTo(block);
        key.Encrypt(block);
        for (var i = 0; i < natural.Length; i++)
            natural[i] = table[(block[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF];

        CryptographicOperations.ZeroMemory(block);
    }

    // The twelve digits before the check digit, from the left, filled with F.
    private static void WriteValidationData(Pan pan, Span<byte> validation)
    {
        var digits = pan.Reveal().AsSpan()[..^1];
        digits = digits[^Math.Min(12, digits.Length)..];
        validation.Fill(0xFF);
        for (var i = 0; i < digits.Length; i++)
            validation[i / 2] = i % 2 == 0
                ? (byte)(((digits[i] - '0') << 4) | 0xF)
                : (byte)((validation[i / 2] & 0xF0) | (digits[i] - '0'));
    }
}
