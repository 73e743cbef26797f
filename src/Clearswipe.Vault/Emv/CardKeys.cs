using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// Keys of cards, which the issuer keeps one master key for (EMV 4.3 Book 2 A1.4). Keys are 16 clear bytes, and the
/// caller's to wipe.
/// </summary>
static class CardKeys
{
    /// <summary>The length of every key, in bytes.</summary>
    public const int KeyLength = 16;

    private const int Digits = 16;

    /// <summary>The key of one card, from the issuer's master key for the same purpose.</summary>
    public static void Derive(CipherKey issuerKey, CardKeyOption option, ChipCard card, Span<byte> key)
    {
        Invariant.Holds(card.Sequence is >= 0 and <= 99, "a card sequence number has two digits");
        var all = $"{card.Pan.Reveal()}{card.Sequence:D2}";
        Span<char> digits = stackalloc char[Digits];
        if (option == CardKeyOption.B && card.Pan.Reveal().Length > Digits)
            Hash(all, digits);
        else
            LastOf(all, digits);

        key = key[..KeyLength];
        Convert.FromHexString(digits, key, out _, out _);
        for (var i = 0; i < KeyLength / 2; i++)
            key[KeyLength / 2 + i] = (byte)(key[i] ^ 0xFF);

        // Two blocks of triple DES, or one of SM4.
        issuerKey.Encrypt(key);
        KeyLaw.MakeParityOdd(issuerKey.Algorithm, key);
    }

    private static void LastOf(string all, Span<char> digits)
    {
        digits.Fill('0');
        var last = all.AsSpan(Math.Max(0, all.Length - Digits));
        last.CopyTo(digits[^last.Length..]);
    }

    // The decimal digits of the hash in their order; where they are too few, the letters in theirs, A as 0 to F as 5.
    private static void Hash(string all, Span<char> digits)
    {
        var hash = Convert.ToHexString(SHA1.HashData(Convert.FromHexString(all.Length % 2 == 0 ? all : $"0{all}")));
        var found = 0;
        for (var i = 0; i < 2 * hash.Length && found < Digits; i++)
        {
            var letter = hash[i % hash.Length];
            if (char.IsAsciiDigit(letter) == i < hash.Length)
                digits[found++] = char.IsAsciiDigit(letter) ? letter : (char)(letter - 'A' + '0');
        }
    }
}
