namespace Clearswipe.Host.Settings;

/// <summary>The configuration of a switch; samples/switch.yaml shows every line of it.</summary>
sealed class SwitchFile
{
    public required string Listen { get; set; }

    public required string Acquirer { get; set; }

    public string OldestSoftware { get; set; } = "00000000";

    public TlsFile? Tls { get; set; }

    /// <summary>Says that nothing real stands behind these keys: a software vault is refused otherwise.</summary>
    public bool AllowSoftwareVault { get; set; }

    public VaultFile? Vault { get; set; }

    /// <summary>A database that several machines share; without it the tables are in the data folder.</summary>
    public StoreFile? Store { get; set; }

    /// <summary>This machine's name among those that share a database.</summary>
    public string? Node { get; set; }

    public required List<TerminalLine> Terminals { get; set; }

    public required List<IssuerLine> Issuers { get; set; }
}

/// <summary>A terminal that may connect, and the file with its master key.</summary>
sealed class TerminalLine
{
    public required string Terminal { get; set; }

    public required string Merchant { get; set; }

    public required string Name { get; set; }

    public required string Master { get; set; }
}

/// <summary>The way to an issuer, the first digits of its cards, and the files with the zone keys.</summary>
sealed class IssuerLine
{
    public required string Issuer { get; set; }

    public required List<string> Prefixes { get; set; }

    public required string Host { get; set; }

    public required string PinKey { get; set; }

    public required string MacKey { get; set; }

    /// <summary>The name in the issuer's certificate; without it the link is not encrypted.</summary>
    public string? TlsName { get; set; }
}

/// <summary>A server's certificate and its private key, in PEM.</summary>
sealed class TlsFile
{
    public required string Certificate { get; set; }

    public required string Key { get; set; }
}
