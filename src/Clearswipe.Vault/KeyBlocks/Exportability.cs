namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// How far a key may travel (ANSI X9.143:2021 table 6). The values are the letters of the header, and never change.
/// </summary>
public enum Exportability
{
    /// <summary>In a key block, under a key that is itself as well protected.</summary>
    Trusted = 'E',
    /// <summary>Nowhere: it stays in the vault that it came to.</summary>
    Never = 'N',
    /// <summary>In any form that its holder agrees to.</summary>
    Sensitive = 'S',
}
