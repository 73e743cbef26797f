using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>Keys, serial numbers and published rows for the tests of DUKPT.</summary>
internal static class DukptBench
{
    public static byte[] Hex(string hex) => Convert.FromHexString(hex);

    public static TdesKeySerial Tdes(string text)
    {
        Assert.Null(TdesKeySerial.TryRead(text, out var serial));
        return serial;
    }

    public static AesKeySerial Aes(string text)
    {
        Assert.Null(AesKeySerial.TryRead(text, out var serial));
        return serial;
    }

    public static byte[] Encrypted(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks)
    {
        var encrypted = blocks.ToArray();
        using var cipher = CipherKey.Create(algorithm, key);
        cipher.Encrypt(encrypted);
        return encrypted;
    }

    /// <summary>The rows of a table beside this file, without its heading.</summary>
    public static IEnumerable<string[]> Rows(string name) =>
        from line in File.ReadLines(
            Path.Combine(House.House.Root, "tests", "Clearswipe.Tests", "Vault", "Dukpt", name)).Skip(1)
        select line.Split('\t');
}
