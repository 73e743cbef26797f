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

    /// <summary>The future keys of a device as it is loaded.</summary>
    public static FutureKeys Device(byte[] initialKey, TdesKeySerial serial) =>
        new(TransactionCounter.Tdes, initialKey, DukptKeys.Child(new(false, serial.Device, 0)));

    public static FutureKeys Device(byte[] initialKey, AesKeySerial serial) =>
        new(TransactionCounter.Aes, initialKey, DukptKeys.Child(new(true, serial.InitialKeyId, 0)));

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
