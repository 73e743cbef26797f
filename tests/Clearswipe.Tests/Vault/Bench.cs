using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>A vault and keys for a test: clear keys exist here alone.</summary>
internal static class Bench
{
    public const string Clear = "0123456789ABCDEFFEDCBA9876543210";

    public static readonly Gen<byte[]> Pins =
        Gen.Byte[(byte)'0', (byte)'9'].Array[Limits.ShortestPin, Limits.LongestPin];

    public static readonly Gen<Pan> Pans =
        Gen.String[
            Gen.Char['0', '9'], Clearswipe.Vocabulary.Pan.ShortestLength, Clearswipe.Vocabulary.Pan.LongestLength]
            .Select(Clearswipe.Vocabulary.Pan.Trusted);

    public static KeyVault Vault() => KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());

    public static KeyVault OtherVault() => KeyVault.OpenSoftware(
        Enumerable.Repeat((byte)1, KeyVault.StorageKeyLength).ToArray(), new CryptoChance());

    /// <summary>A key of DES or triple DES, by its length.</summary>
    public static SealedKey Key(this KeyVault vault, KeyUse use, string hex) =>
        vault.Key(use, hex.Length switch
        {
            16 => KeyAlgorithm.Des,
            48 => KeyAlgorithm.TripleDes3,
            _ => KeyAlgorithm.TripleDes2,
        }, hex);

    public static SealedKey Key(this KeyVault vault, KeyUse use, KeyAlgorithm algorithm, string hex) =>
        vault.Keys.FromComponents(use, algorithm, Convert.FromHexString(hex));

    /// <summary>A random key for PINs in this format.</summary>
    public static PinBlockKey PinBlockKey(this KeyVault vault, PinFormat format) => new(
        vault.Keys.Generate(
            KeyUse.Pin, format == PinFormat.Iso4 ? KeyAlgorithm.Aes128 : KeyAlgorithm.TripleDes2),
        format);

    /// <summary>A block of any format, which the vault itself would make of three alone.</summary>
    public static byte[] Block(PinFormat format, string keyHex, Pan pan, ReadOnlySpan<byte> pin)
    {
        var algorithm = format == PinFormat.Iso4 ? KeyAlgorithm.Aes128 : KeyAlgorithm.TripleDes2;
        using var key = CipherKey.Create(algorithm, Convert.FromHexString(keyHex));
        var block = new byte[format.BlockLength()];
        PinBlock.Of(format).Encipher(key, pan, pin, new CryptoChance(), block);
        return block;
    }

    public static Pan Pan(string digits) => Clearswipe.Vocabulary.Pan.Trusted(digits);
}
