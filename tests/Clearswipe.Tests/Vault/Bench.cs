using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault;

/// <summary>A vault and keys for a test: clear keys exist here alone.</summary>
internal static class Bench
{
    public static SoftwareVault Vault() => new(new byte[SoftwareVault.StorageKeyLength], new CryptoChance());

    public static SealedKey Key(this SoftwareVault vault, KeyUse use, string hex) =>
        vault.FromComponents(use, Convert.FromHexString(hex));

    public static SealedKey AsciiKey(this SoftwareVault vault, KeyUse use, string letters) =>
        vault.FromComponents(use, System.Text.Encoding.ASCII.GetBytes(letters));

    public static Pan Pan(string digits) => Vocabulary.Pan.Trusted(digits);
}
