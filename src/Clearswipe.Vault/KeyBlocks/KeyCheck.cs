using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// Check values as key blocks carry them (ANSI X9.143:2021, ANSI X9.24-1:2017 annex A): two digits for the method,
/// 00 for zeros encrypted, 01 for the CMAC of zeros; then the leftmost bytes in hexadecimal.
/// </summary>
static class KeyCheck
{
    private const int DesBytes = 3;
    private const int AesBytes = 5;

    /// <summary>The data of a KC block for this key: three bytes for triple DES, five for AES.</summary>
    public static string Of(CipherKey key) =>
        key.Algorithm.IsDes() ? $"00{Digits(key, isCmac: false)[..(2 * DesBytes)]}"
        : $"01{Digits(key, isCmac: true)[..(2 * AesBytes)]}";

    /// <summary>Whether the data of a KC block belong to this key; data of an unknown method do not.</summary>
    public static bool Fits(CipherKey key, string data)
    {
        if (data.Length < 2 + (2 * DesBytes) || data[..2] is not ("00" or "01"))
            return false;

        var expected = Digits(key, data[..2] == "01");
        return data.Length - 2 <= expected.Length && expected.AsSpan().StartsWith(data.AsSpan(2));
    }

    private static string Digits(CipherKey key, bool isCmac)
    {
        Span<byte> check = stackalloc byte[CipherKey.LongestBlock];
        Span<byte> zeros = stackalloc byte[CipherKey.LongestBlock];
        zeros.Clear();
        check.Clear();
        check = check[..key.BlockLength];
        if (isCmac)
            Cmac.Write(key, zeros[..key.BlockLength], check);
        else
            key.Encrypt(check);

        var digits = Convert.ToHexString(check);
        CryptographicOperations.ZeroMemory(check);
        return digits;
    }
}
