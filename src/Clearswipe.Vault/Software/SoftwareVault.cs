using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>A vault in this process, for development and simulation: its keys stand in ordinary memory.</summary>
public sealed class SoftwareVault
{
    public SoftwareVault(ReadOnlyMemory<byte> storageKey, IChance chance) => throw new NotImplementedException();

    /// <summary>A new random key, odd parity; length 8 or 16 bytes.</summary>
    public SealedKey Generate(KeyUse use, int length) => throw new NotImplementedException();

    /// <summary>A key from the exclusive-or of its clear components (key ceremony, demo keys).</summary>
    public SealedKey FromComponents(KeyUse use, params ReadOnlyMemory<byte>[] components) => throw new NotImplementedException();

    public WrappedKey Wrap(SealedKey master, SealedKey key) => throw new NotImplementedException();

    /// <summary>Null when the check value does not fit: nothing is stored.</summary>
    public SealedKey? Unwrap(SealedKey master, KeyUse use, WrappedKey wrapped) => throw new NotImplementedException();

    public byte[] Mac(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message) => throw new NotImplementedException();

    public bool MacFits(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac) => throw new NotImplementedException();

    /// <summary>An ISO 9564-1 format 0 block under the key; for the pad alone. The digits are the caller's to wipe.</summary>
    public byte[] EncryptPin(SealedKey pinKey, Pan pan, ReadOnlySpan<byte> digits) => throw new NotImplementedException();

    public PinTranslation TranslatePin(SealedKey from, SealedKey to, Pan pan, ReadOnlySpan<byte> block) => throw new NotImplementedException();

    /// <summary>Visa PVV over the PIN in the block.</summary>
    public PinCheck VerifyPvv(SealedKey pinKey, ReadOnlySpan<byte> block, Pan pan, SealedKey verificationKey, int keyIndex, string pvv) => throw new NotImplementedException();

    /// <summary>The PVV to store for a new PIN of a card (issuing).</summary>
    public string DerivePvv(SealedKey verificationKey, int keyIndex, Pan pan, ReadOnlySpan<byte> digits) => throw new NotImplementedException();

    /// <summary>Seals data at rest (AES-GCM); the purpose is bound to it, so that a value cannot be used elsewhere.</summary>
    public byte[] Seal(ReadOnlySpan<byte> clear, string purpose) => throw new NotImplementedException();

    /// <summary>Null when it was not sealed by this vault for this purpose.</summary>
    public byte[]? Unseal(ReadOnlySpan<byte> sealedData, string purpose) => throw new NotImplementedException();

    /// <summary>A keyed hash of a card number, as hex: the card's name in tables and observations (PCI DSS 3.5.1.1).</summary>
    public string Token(Pan pan) => throw new NotImplementedException();
}
