namespace Clearswipe.Host.Settings;

/// <summary>The configuration of an issuer; samples/issuer.yaml shows every line of it.</summary>
sealed class IssuerFile
{
    /// <summary>Where it listens; not needed by one that runs within a switch's program.</summary>
    public string? Listen { get; set; }

    public required string Issuer { get; set; }

    public required BilingualLine Name { get; set; }

    public required string Telephone { get; set; }

    public required BilingualLine Hours { get; set; }

    /// <summary>Says that nothing real stands behind these keys: a software vault is refused otherwise.</summary>
    public bool AllowSoftwareVault { get; set; }

    public VaultFile? Vault { get; set; }

    /// <summary>A database of its own elsewhere; without it the tables are in the data folder.</summary>
    public StoreFile? Store { get; set; }

    public required string PinKey { get; set; }

    public required string MacKey { get; set; }

    /// <summary>x9.19 or aes-cmac.</summary>
    public string Mac { get; set; } = MacLine.Usual;

    /// <summary>ascii or packed: ISO 8583:1987.</summary>
    public string Form { get; set; } = FormLine.Usual;

    public required string VerificationKey { get; set; }

    public int VerificationKeyIndex { get; set; } = 1;

    /// <summary>The file with the master key of the chips; without it no cryptogram is looked at.</summary>
    public string? ChipKey { get; set; }

    /// <summary>
    /// Cards to issue, one a line: number, expiry YYMM, PVV, balance in yuan. Delete it after the first start.
    /// </summary>
    public string? Cards { get; set; }

    public TlsFile? Tls { get; set; }
}

/// <summary>A text in both languages.</summary>
sealed class BilingualLine
{
    public required string Zh { get; set; }

    public required string En { get; set; }
}
