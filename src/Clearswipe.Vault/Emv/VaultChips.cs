using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// The issuer's side of chips: cryptograms checked and answered, scripts protected, all from the issuer's master keys
/// (EMV 4.3 Book 2 8 and 9, A1). Keys of cards and transactions come and go inside. Bytes are as the card has them; a
/// key of another use or another cipher than the method's is a contradiction and throws.
/// </summary>
public sealed class VaultChips
{
    private const int HighestSequence = 99;

    private readonly KeyRing _keys;

    internal VaultChips(KeyRing keys) => _keys = keys;

    /// <summary>
    /// Whether the card made this cryptogram (tag 9F26, 8 bytes) over these data, the values that its method joins, in
    /// their order. It takes the same time either way; a sequence number beyond 99 never fits, and nothing throws for
    /// what came from a card.
    /// </summary>
    public bool CryptogramFits(
        ChipMethod method, SealedKey issuerKey, ChipTransaction transaction,
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> cryptogram)
    {
        var cryptograms = new ChipCryptograms(method, Open(method, issuerKey, KeyUse.ChipCryptogram));
        return transaction.Card.Sequence is >= 0 and <= HighestSequence
            && cryptograms.Fits(transaction, data, cryptogram);
    }

    /// <summary>
    /// Writes the issuer's answer (ARPC) to a cryptogram that fits its data, and gives its length
    /// (<see cref="ChipMethod.ResponseLength"/>); 0, and nothing written, when the cryptogram does not fit, so that the
    /// answer serves nobody as an oracle. The decision is by method 1 the two ASCII characters of the response code, by
    /// method 2 the card status update, 4 bytes, and up to 8 of proprietary data; any other throws.
    /// </summary>
    public int Respond(
        ChipMethod method, SealedKey issuerKey, ChipTransaction transaction,
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> decision, Span<byte> response)
    {
        if (!CryptogramFits(method, issuerKey, transaction, data, cryptogram))
            return 0;

        new ChipCryptograms(method, Open(method, issuerKey, KeyUse.ChipCryptogram))
            .Respond(transaction, cryptogram, decision, response[..method.ResponseLength]);
        return method.ResponseLength;
    }

    /// <summary>
    /// Writes the cryptogram that a card would make, 8 bytes: for a simulated card. Whoever may call it may pay with
    /// any card of the issuer, so real issuer keys never come near it.
    /// </summary>
    public void WriteCryptogram(
        ChipMethod method, SealedKey issuerKey, ChipTransaction transaction,
        ReadOnlySpan<byte> data, Span<byte> cryptogram) =>
        new ChipCryptograms(method, Open(method, issuerKey, KeyUse.ChipCryptogram))
            .Write(transaction, data, cryptogram);

    /// <summary>
    /// Writes the MAC of a script command for the card that made the cryptogram: over the command's five header bytes,
    /// whose length counts the MAC, and its data as sent, at most 255 bytes. As long as there is room, 4 to 8 bytes.
    /// Other shapes, and a method without scripts, throw (EMV 4.3 Book 2 9.2).
    /// </summary>
    public void WriteScriptMac(
        ChipMethod method, SealedKey issuerKey, ChipTransaction transaction,
        ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, Span<byte> mac) =>
        new ChipScripts(method, Open(method, issuerKey, KeyUse.ChipMac))
            .WriteMac(transaction, cryptogram, header, data, mac);

    /// <summary>
    /// Data of a script command, 1 to 254 bytes, encrypted for the card that made the cryptogram: whole blocks, filled
    /// as the method says (EMV 4.3 Book 2 9.3). Other shapes, and a method without scripts, throw.
    /// </summary>
    public byte[] EncryptScript(
        ChipMethod method, SealedKey issuerKey, ChipTransaction transaction,
        ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> data) =>
        new ChipScripts(method, Open(method, issuerKey, KeyUse.ChipEncryption))
            .EncryptData(transaction, cryptogram, data);

    private CipherKey Open(ChipMethod method, SealedKey issuerKey, KeyUse use)
    {
        Invariant.Holds(issuerKey.Algorithm == method.Algorithm, "an issuer key is of the cipher of its method");
        return _keys.Open(issuerKey, use);
    }
}
