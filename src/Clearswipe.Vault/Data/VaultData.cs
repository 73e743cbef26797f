using Clearswipe.Vault.Holders;

namespace Clearswipe.Vault.Data;

/// <summary>Seals data at rest, bound to its purpose, so that it cannot be used elsewhere.</summary>
public sealed class VaultData
{
    private readonly IKeyHolder _holder;

    internal VaultData(IKeyHolder holder) => _holder = holder;

    public byte[] Seal(ReadOnlySpan<byte> clear, string purpose) => _holder.SealData(clear, Purpose(purpose));

    /// <summary>Null when it was not sealed by this vault for this purpose.</summary>
    public byte[]? Unseal(ReadOnlySpan<byte> sealedData, string purpose) =>
        _holder.UnsealData(sealedData, Purpose(purpose));

    // Whatever a room calls its purpose, it never reaches what the vault seals for itself, such as PIN records.
    private static string Purpose(string purpose) => "room/" + purpose;
}
