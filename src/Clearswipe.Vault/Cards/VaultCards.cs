using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Cards;

/// <summary>
/// Names of cards that show no digit (PCI DSS 3.5.1.1), and the verification values on their stripes and chips (CVV,
/// CVC and iCVV, three ASCII digits). A value from outside that is none never fits; digits of ours that are none throw.
/// </summary>
public sealed class VaultCards
{
    private readonly KeyRing _keys;
    private readonly IKeyHolder _holder;

    internal VaultCards(KeyRing keys, IKeyHolder holder) => (_keys, _holder) = (keys, holder);

    /// <summary>In place of the stripe's service code, in the value that a chip carries (iCVV).</summary>
    public const string ChipServiceCode = "999";

    /// <summary>The length of a card verification value, in ASCII digits.</summary>
    public const int CvvLength = Cvv.Length;

    /// <summary>A keyed hash in hex: the card's name in tables and observations (PCI DSS 3.5.1.1).</summary>
    public string Token(Pan pan)
    {
        Span<byte> digits = stackalloc byte[Pan.LongestLength];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _holder.Hash(digits[..Encoding.ASCII.GetBytes(pan.Reveal(), digits)], hash);
        CryptographicOperations.ZeroMemory(digits);
        return Convert.ToHexString(hash[..16]);
    }

    /// <summary>
    /// Writes the three ASCII digits of the CVV (Visa) or CVC (Mastercard): over card number, expiry as it is written
    /// on the card (YYMM on a stripe) and service code. What are no digits is a contradiction. For issuing.
    /// </summary>
    public void WriteCvv(
        SealedKey key, Pan pan, ReadOnlySpan<char> expiry, ReadOnlySpan<char> serviceCode, Span<byte> cvv)
    {
        Invariant.Holds(
            AreDigits(expiry, 4) && AreDigits(serviceCode, 3), "expiry and service code are 4 and 3 digits");
        Cvv.Write(_keys.Open(key, KeyUse.CardVerification), pan, expiry, serviceCode, cvv[..CvvLength]);
    }

    /// <summary>Whether the value is the card's own. What are no digits never is, and nothing throws.</summary>
    public bool CvvFits(
        SealedKey key, Pan pan, ReadOnlySpan<char> expiry, ReadOnlySpan<char> serviceCode, ReadOnlySpan<byte> cvv)
    {
        if (!AreDigits(expiry, 4) || !AreDigits(serviceCode, 3))
            return false;

        Span<byte> made = stackalloc byte[CvvLength];
        Cvv.Write(_keys.Open(key, KeyUse.CardVerification), pan, expiry, serviceCode, made);
        return CryptographicOperations.FixedTimeEquals(made, cvv);
    }

    private static bool AreDigits(ReadOnlySpan<char> text, int length)
    {
        var areDigits = text.Length == length;
        foreach (var letter in text)
            areDigits &= char.IsAsciiDigit(letter);

        return areDigits;
    }
}
