using Clearswipe.Vault.Keys;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>What the sender of a key block may choose of its header (ANSI X9.143:2021 6.2).</summary>
public sealed record KeyBlockOptions
{
    /// <summary>Exportable in key blocks, no version, with its check value.</summary>
    public static readonly KeyBlockOptions Standard = new();

    /// <summary>How far the receiver may send it on; never further than the key itself may go.</summary>
    public Exportability Exportability { get; init; } = Exportability.Trusted;

    /// <summary>The version that its holders agreed on: two digits or capital letters, 00 for none.</summary>
    public string KeyVersion { get; init; } = "00";

    /// <summary>
    /// Whether the check value goes with it (block KC): 3 bytes of zeros encrypted for triple DES, 5 of the CMAC for
    /// AES.
    /// </summary>
    public bool HasCheckValue { get; init; } = true;
}

/// <summary>How a key block fared at the vault's door (ANSI X9.143:2021). There is no third way.</summary>
public abstract record KeyImport
{
    private KeyImport()
    {
    }

    /// <summary>The key, sealed for the use that the block names.</summary>
    public sealed record Taken(SealedKey Key) : KeyImport;

    /// <summary>Nothing came in.</summary>
    public sealed record Refused(KeyBlockFault Fault) : KeyImport;
}
