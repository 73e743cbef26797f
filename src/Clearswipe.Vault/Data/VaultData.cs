using Clearswipe.Vault.Holders;

namespace Clearswipe.Vault.Data;

/// <summary>
/// Seals data at rest, bound to its purpose, so that it cannot be used elsewhere. A software vault does it with
/// AES-256-GCM (NIST SP 800-38D): 12 bytes of nonce before the ciphertext, 16 of tag after it.
/// </summary>
public sealed class VaultData
{
    private readonly IKeyHolder _holder;

    internal VaultData(IKeyHolder holder) => _holder = holder;

    /// <summary>
    /// The data sealed, 28 bytes longer. The purpose is any text, and is not stored; the clear bytes stay the caller's.
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> clear, string purpose) => _holder.SealData(clear, Purpose(purpose));

    /// <summary>The clear data; null when it was not sealed by this vault for this purpose.</summary>
    public byte[]? Unseal(ReadOnlySpan<byte> sealedData, string purpose) =>
        _holder.UnsealData(sealedData, Purpose(purpose));

    // Whatever a room calls its purpose, it never reaches what the vault seals for itself, such as PIN records.
    private static string Purpose(string purpose) => "room/" + purpose;
}
