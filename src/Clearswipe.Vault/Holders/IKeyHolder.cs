using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Holders;

/// <summary>
/// Who holds the keys: what only a holder can do, in this process or in a security module. Everything else that a vault
/// does is written once, above it. Many may call at once.
/// </summary>
interface IKeyHolder : IChance, IDisposable
{
    /// <summary>Whether its keys stand in ordinary memory, where only keys worth nothing may stand.</summary>
    bool IsForDevelopment { get; }

    /// <summary>
    /// Seals the clear bytes, with use, algorithm and check value bound to them. They have passed
    /// <see cref="KeyLaw"/>, and stay the caller's to wipe.
    /// </summary>
    SealedKey SealKey(KeyLabel label, ReadOnlySpan<byte> clear);

    /// <summary>
    /// The key at work; the caller keeps it and disposes of it. A key that this holder did not seal, or that is not
    /// labelled as it was, is a contradiction and throws.
    /// </summary>
    CipherKey OpenKey(SealedKey key);

    /// <summary>The clear bytes of a key, to be wrapped alone; the caller wipes them. Throws likewise.</summary>
    byte[] UnsealKey(SealedKey key);

    byte[] SealData(ReadOnlySpan<byte> clear, string purpose);

    /// <summary>Null when it was not sealed by this holder for this purpose.</summary>
    byte[]? UnsealData(ReadOnlySpan<byte> sealedData, string purpose);

    /// <summary>A keyed hash, HMAC-SHA-256, 32 bytes: the same for the same bytes under one storage key.</summary>
    void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash);
}
