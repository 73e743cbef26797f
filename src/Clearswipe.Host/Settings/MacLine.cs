using Clearswipe.Host.Commands;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Host.Settings;

/// <summary>How a link is signed, as a configuration names it, and the key that it takes.</summary>
static class MacLine
{
    public const string Usual = "x9.19";

    public static MacAlgorithm Read(string written) => written switch
    {
        "x9.19" => MacAlgorithm.X919,
        "aes-cmac" => MacAlgorithm.AesCmac8,
        _ => throw Trouble.Use($"\"{written}\" is no way to sign.", "Write mac: x9.19, or mac: aes-cmac."),
    };

    public static SealedKey Load(KeyVault vault, string folder, string name, string mac) => KeyFile.Load(
        vault, KeyUse.Mac, folder, name,
        Read(mac) == MacAlgorithm.AesCmac8 ? KeyAlgorithm.Aes128 : KeyAlgorithm.TripleDes2);
}
