using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// Application cryptograms (ARQC, TC, AAC) and the issuer's answer to them (ARPC), from the issuer's master key for
/// cryptograms, which stays the caller's (EMV 4.3 Book 2 8). Which data a cryptogram runs over is the method's and the
/// card's to say; here they come whole.
/// </summary>
sealed class ChipCryptograms(ChipMethod method, CipherKey issuerKey)
{
    /// <summary>The response code of method 1, in bytes: two ASCII characters, as in field 39.</summary>
    public const int ResponseCodeLength = 2;

    private const int StatusUpdateLength = 4;
    private const int LongestProprietary = 8;

    /// <summary>The length of the answer, in bytes: 8 by method 1, 4 by method 2.</summary>
    public int ResponseLength => method.ResponseLength;

    /// <summary>The cryptogram over these data, eight bytes.</summary>
    public void Write(ChipTransaction transaction, ReadOnlySpan<byte> data, Span<byte> cryptogram)
    {
        using var key = SessionKey(transaction);
        ChipMac.Write(key, method.Padding, data, cryptogram[..ChipMethod.CryptogramLength]);
    }

    /// <summary>Whether the card made this cryptogram over these data. It takes the same time either way.</summary>
    public bool Fits(ChipTransaction transaction, ReadOnlySpan<byte> data, ReadOnlySpan<byte> cryptogram)
    {
        Span<byte> expected = stackalloc byte[ChipMethod.CryptogramLength];
        Write(transaction, data, expected);
        var fits = CryptographicOperations.FixedTimeEquals(expected, cryptogram);
        CryptographicOperations.ZeroMemory(expected);
        return fits;
    }

    /// <summary>
    /// The issuer's answer to a cryptogram: by method 1 to the two bytes of the response code, by method 2 to the four
    /// bytes of the card status update and up to eight of proprietary data. Call it after the cryptogram has fitted.
    /// </summary>
    public void Respond(
        ChipTransaction transaction, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> decision, Span<byte> response)
    {
        Invariant.Holds(cryptogram.Length == ChipMethod.CryptogramLength, "a cryptogram has eight bytes");
        using var key = method.RespondsUnderCardKey ? CardKey(transaction.Card) : SessionKey(transaction);
        if (method.Response == ResponseOption.Method1)
            Method1(key, cryptogram, decision, response);
        else
            Method2(key, cryptogram, decision, response);
    }

    private static void Method1(
        CipherKey key, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> responseCode, Span<byte> response)
    {
        Invariant.Holds(responseCode.Length == ResponseCodeLength, "a response code has two bytes");
        Span<byte> block = stackalloc byte[CipherKey.LongestBlock];
        block.Clear();
        block = block[..key.BlockLength];
        cryptogram.CopyTo(block);
        block[0] ^= responseCode[0];
        block[1] ^= responseCode[1];
        key.Encrypt(block);
        block[..ChipMethod.CryptogramLength].CopyTo(response);
    }

    private static void Method2(
        CipherKey key, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> decision, Span<byte> response)
    {
        Invariant.Holds(
            decision.Length is >= StatusUpdateLength and <= StatusUpdateLength + LongestProprietary,
            "a card status update has four bytes, the proprietary data after it at most eight");
        Span<byte> message = stackalloc byte[ChipMethod.CryptogramLength + StatusUpdateLength + LongestProprietary];
        cryptogram.CopyTo(message);
        decision.CopyTo(message[cryptogram.Length..]);
        ChipMac.Write(
            key, MacPadding.BitOne, message[..(cryptogram.Length + decision.Length)], response[..4]);
    }

    private CipherKey CardKey(ChipCard card)
    {
        Span<byte> cardKey = stackalloc byte[CardKeys.KeyLength];
        CardKeys.Derive(issuerKey, method.CardKey, card, cardKey);
        var key = CipherKey.Create(method.Algorithm, cardKey);
        CryptographicOperations.ZeroMemory(cardKey);
        return key;
    }

    private CipherKey SessionKey(ChipTransaction transaction)
    {
        Invariant.Holds(issuerKey.Algorithm == method.Algorithm, "an issuer key is of the cipher of its method");
        Span<byte> keys = stackalloc byte[2 * CardKeys.KeyLength];
        var cardKey = keys[..CardKeys.KeyLength];
        var sessionKey = keys[CardKeys.KeyLength..];
        CardKeys.Derive(issuerKey, method.CardKey, transaction.Card, cardKey);
        SessionKeys.Derive(method, cardKey, transaction, sessionKey);
        var key = CipherKey.Create(method.Algorithm, sessionKey);
        CryptographicOperations.ZeroMemory(keys);
        return key;
    }
}
