using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// The one table between the vault's uses and the usages and modes of key blocks (ANSI X9.143:2021 tables 2 and 4),
/// read
/// both ways. A use of ours allows all that its mode says, so a key whose block allows less (encrypt only, verify only)
/// does not come in as one that may do more.
/// </summary>
static class KeyBlockUses
{
    private const char NoLimits = 'N';

    private static readonly Row[] Rows =
    [
        new("K0", 'B', KeyUse.Master),
        new("K1", 'B', KeyUse.KeyBlock),
        new("P0", 'B', KeyUse.Pin),
        // A MAC key's usage is that of the algorithm which its cipher is used with.
        new("M3", 'C', KeyUse.Mac, KeyAlgorithm.TripleDes2),
        new("M6", 'C', KeyUse.Mac, KeyAlgorithm.Aes128, KeyAlgorithm.Aes192, KeyAlgorithm.Aes256),
        new("M0", 'C', KeyUse.Mac, KeyAlgorithm.TripleDes3),
        new("M1", 'C', KeyUse.Mac, KeyAlgorithm.Des),
        new("V1", 'C', KeyUse.PinOffset),
        new("V2", 'C', KeyUse.PinVerification),
        new("C0", 'C', KeyUse.CardVerification),
        new("D0", 'B', KeyUse.Data),
        new("B0", 'X', KeyUse.Derivation),
        new("B1", 'X', KeyUse.InitialDukpt),
        new("E0", 'X', KeyUse.ChipCryptogram),
        new("E1", 'X', KeyUse.ChipEncryption),
        new("E2", 'X', KeyUse.ChipMac),
    ];

    /// <summary>The usage and mode that a key leaves with.</summary>
    public static (string Usage, char Mode) Of(KeyUse use, KeyAlgorithm algorithm)
    {
        foreach (var row in Rows)
            if (row.Use == use && row.Takes(algorithm))
                return (row.Usage, row.Mode);

        throw new InvariantException($"a {use} key of {algorithm} has a usage in key blocks");
    }

    /// <summary>The use that a block's key would have; what is against it, or null.</summary>
    public static KeyBlockFault? TryFind(KeyBlockHeader header, out KeyUse use)
    {
        use = default;
        var found = Array.Find(Rows, row => row.Usage == header.Usage);
        if (found is null)
            return new(5, $"the vault has no use for usage {Said(header.Usage, KeyBlockUsage.Words(header.Usage))}");
        if (header.Mode != found.Mode && header.Mode != NoLimits)
            return new(8, $"the vault has no use for a {found.Use} key of mode "
                + Said($"{header.Mode}", KeyBlockUsage.Words(header.Mode)));

        use = found.Use;
        return null;
    }

    /// <summary>The key that was taken out serves the row that its block named.</summary>
    public static bool Serves(KeyBlockHeader header, KeyAlgorithm algorithm) =>
        Array.Find(Rows, row => row.Usage == header.Usage)!.Takes(algorithm);

    private static string Said(string code, string? words) => words is null ? code : $"{code} ({words})";

    private sealed record Row(string Usage, char Mode, KeyUse Use, params KeyAlgorithm[] Algorithms)
    {
        public bool Takes(KeyAlgorithm algorithm) => Algorithms.Length == 0 || Algorithms.Contains(algorithm);
    }
}
