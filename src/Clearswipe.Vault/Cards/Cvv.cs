using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Cards;

/// <summary>
/// The card verification value: number, expiry and service code in two blocks, the first encrypted with the left key,
/// joined with the second, and that encrypted with the pair; three decimal digits of it.
/// </summary>
static class Cvv
{
    public const int Length = 3;

    private const int Block = 8;

    public static void Write(
        CipherKey key, Pan pan, ReadOnlySpan<char> expiry, ReadOnlySpan<char> serviceCode, Span<byte> cvv)
    {
        Span<char> digits = stackalloc char[4 * Block];
        digits.Fill('0');
        var number = pan.Reveal();
        number.CopyTo(digits);
        expiry.CopyTo(digits[number.Length..]);
        serviceCode.CopyTo(digits[(number.Length + expiry.Length)..]);

        Span<byte> blocks = stackalloc byte[2 * Block];
        Convert.FromHexString(digits, blocks, out _, out _);
        digits.Clear();
        var first = blocks[..Block];
        var second = blocks[Block..];
        key.Left.Encrypt(first);
        for (var i = 0; i < Block; i++)
            first[i] ^= second[i];

        key.Encrypt(first);
        Decimals.Write(first, cvv);
        CryptographicOperations.ZeroMemory(blocks);
    }
}
