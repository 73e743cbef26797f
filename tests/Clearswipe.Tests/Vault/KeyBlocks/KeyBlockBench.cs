using Clearswipe.Lab.Time;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;

namespace Clearswipe.Tests.Vault.KeyBlocks;

/// <summary>Protection keys, headers and published blocks for the tests.</summary>
internal static class KeyBlockBench
{
    public const string TripleDes = "DD7515F2BFC17F85CE48F3CA25CB21F6";
    public const string Aes = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";

    public static IEnumerable<string[]> Published() =>
        from line in File.ReadLines(
            Path.Combine(House.House.Root, "tests", "Clearswipe.Tests", "Vault", "KeyBlocks", "blocks.tsv")).Skip(1)
        select line.Split('\t');

    public static KeyAlgorithm Cipher(bool isAes, int length) => (isAes, length) switch
    {
        (false, 8) => KeyAlgorithm.Des,
        (false, 16) => KeyAlgorithm.TripleDes2,
        (false, _) => KeyAlgorithm.TripleDes3,
        (true, 16) => KeyAlgorithm.Aes128,
        (true, 24) => KeyAlgorithm.Aes192,
        (true, _) => KeyAlgorithm.Aes256,
    };

    /// <summary>The protection key for a block of this version: AES for D, triple DES for the others.</summary>
    public static ProtectionKey Protection(char version, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return new(Cipher(version == 'D', bytes.Length), bytes);
    }

    public static KeyBlockHeader Header(KeyBlockVersion version, char algorithm, params OptionalBlock[] blocks) =>
        new(version, KeyBlockUsage.PinEncryption, algorithm, 'E', Exportability.Trusted) { Blocks = blocks };

    public static string Wrapped(
        KeyBlockVersion version, KeyAlgorithm algorithm, byte[] key, params OptionalBlock[] blocks)
    {
        using var protection = Protection((char)version, version == KeyBlockVersion.D ? Aes : TripleDes);
        var header = Header(version, algorithm.IsDes() ? 'T' : 'A', blocks);
        return KeyBlock.Wrap(protection, header, algorithm, key, new SeededChance(1));
    }
}
