using System.Security.Cryptography;
using Clearswipe.Tests.House;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault;

/// <summary>The example of the package does what it says.</summary>
public sealed class PackageExampleTests
{
    [Fact]
    public void The_example_translates_a_pin_and_makes_a_mac() =>
        Assert.Equal("sent", Example(new byte[KeyVault.StorageKeyLength]));

    [Fact]
    public void It_stands_in_the_package_as_it_is_tested() => PackageExample.Stands("Vault");

    private static string Example(byte[] storageKey)
    {
        // The example begins
        using var vault = KeyVault.OpenSoftware(storageKey, new CryptoChance());
        var pad = PinBlockKey.Iso0(vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));
        var zone = new PinBlockKey(vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.Aes128), PinFormat.Iso4);
        var macKey = vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Aes128);
        var card = Pan.Trusted("6222021234567894");

        // At the pad, which alone has the digits: they are wiped as soon as the block is made.
        byte[] digits = [.. "1357"u8];
        byte[] block = vault.Pins.Encrypt(pad, card, digits);
        CryptographicOperations.ZeroMemory(digits);

        // At the switch: the same PIN under the issuer's key, in another format, and seen by nobody.
        var translated = new byte[PinFormat.Iso4.BlockLength()];
        if (vault.Pins.Translate(pad, zone, card, block, translated).IsGarbled)
            return "no PIN block under this key; why, nobody is told";

        // The MAC over what goes on, and the check at the other side, in constant time.
        var mac = new byte[MacAlgorithm.AesCmac8.Length()];
        vault.Macs.Write(macKey, MacAlgorithm.AesCmac8, translated, mac);
        return vault.Macs.Fits(macKey, MacAlgorithm.AesCmac8, translated, mac) ? "sent" : "changed on the way";
        // and ends here.
    }
}
