using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// The MAC of chips: the retail MAC with triple DES (EMV 4.3 Book 2 A1.2), and the left half of the last chained block
/// with SM4 (JR/T 0025.17).
/// </summary>
static class ChipMac
{
    /// <summary>The longest MAC, in bytes.</summary>
    public const int Length = 8;

    /// <summary>The leftmost bytes of the MAC, as many as there is room for.</summary>
    public static void Write(CipherKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[CipherKey.LongestBlock];
        whole = whole[..key.BlockLength];
        RetailMac.Write(key, padding, message, whole);
        whole[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(whole);
    }
}
