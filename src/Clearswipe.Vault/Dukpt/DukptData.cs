using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// Data under a key of one transaction and direction: chained from zeros (ANSI X9.24-1:2009 A.4), which a key that
/// serves once allows.
/// </summary>
static class DukptData
{
    private static ReadOnlySpan<byte> Zeros => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];    // the longest block

    /// <summary>False when these are no whole blocks, or none at all.</summary>
    public static bool Encrypt(CipherKey key, Span<byte> data)
    {
        if (!AreBlocks(key, data))
            return false;

        Cbc.Encrypt(key, data, Zeros);
        return true;
    }

    /// <summary>False when these are no whole blocks, or none at all.</summary>
    public static bool Decrypt(CipherKey key, Span<byte> data)
    {
        if (!AreBlocks(key, data))
            return false;

        Cbc.Decrypt(key, data, Zeros);
        return true;
    }

    private static bool AreBlocks(CipherKey key, ReadOnlySpan<byte> data) =>
        data.Length > 0 && data.Length % key.BlockLength == 0;
}
