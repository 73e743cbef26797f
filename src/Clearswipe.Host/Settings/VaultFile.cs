namespace Clearswipe.Host.Settings;

/// <summary>
/// Where a part's keys stand: in a security module, or (without these lines) in a vault of the process.
/// </summary>
sealed class VaultFile
{
    public required TokenFile Pkcs11 { get; set; }
}

/// <summary>One token of a PKCS#11 module.</summary>
sealed class TokenFile
{
    /// <summary>The module's library, such as /usr/lib/softhsm/libsofthsm2.so.</summary>
    public required string Library { get; set; }

    /// <summary>The label of the token.</summary>
    public required string Token { get; set; }

    /// <summary>The label of the storage keys in it.</summary>
    public string KeyLabel { get; set; } = "clearswipe";

    /// <summary>A file with the token's user PIN in one line, which only this program may read.</summary>
    public required string PinFile { get; set; }
}

/// <summary>The lines of any part's configuration that say where its keys stand.</summary>
sealed class KeysFile
{
    public VaultFile? Vault { get; set; }

    public bool AllowSoftwareVault { get; set; }
}
