using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Vault.Keys;

/// <summary>
/// How two parties compare a key unseen. Of old: zeros encrypted, 3 or 4 bytes of it. For AES: the first 5 bytes of the
/// CMAC over a block of zeros (ANSI X9.24-1, annex A).
/// </summary>
static class CheckValues
{
    private const int OldLength = 4;
    private const int CmacLength = 5;

    private static ReadOnlySpan<byte> Zeros => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];    // a block of AES

    /// <summary>How long our own check value of a key is, in bytes.</summary>
    public static int LengthFor(KeyAlgorithm algorithm) => algorithm.IsAes() ? CmacLength : OldLength;

    public static string Text(KeyAlgorithm algorithm, ReadOnlySpan<byte> clear)
    {
        Span<byte> check = stackalloc byte[LengthFor(algorithm)];
        using var key = CipherKey.Create(algorithm, clear);
        Write(key, check);
        return Convert.ToHexString(check);
    }

    /// <summary>
    /// Whether a peer's check value is this key's: 3 or 4 bytes of the old kind, or 5 of the newer for AES.
    /// </summary>
    public static bool Fits(KeyAlgorithm algorithm, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> check)
    {
        if (check.Length is not (3 or OldLength) && !(check.Length == CmacLength && algorithm.IsAes()))
            return false;

        Span<byte> made = stackalloc byte[check.Length];
        using var key = CipherKey.Create(algorithm, clear);
        Write(key, made);
        return CryptographicOperations.FixedTimeEquals(made, check);
    }

    /// <summary>Its length says which kind: 5 bytes are of the CMAC, fewer are of the old kind.</summary>
    public static void Write(CipherKey key, Span<byte> check)
    {
        Span<byte> made = stackalloc byte[CipherKey.LongestBlock];
        var block = made[..key.BlockLength];
        block.Clear();
        if (check.Length == CmacLength)
            Cmac.Write(key, Zeros, block);
        else
            key.Encrypt(block);

        block[..check.Length].CopyTo(check);
    }
}
