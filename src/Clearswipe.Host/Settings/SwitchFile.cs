namespace Clearswipe.Host.Settings;

/// <summary>The configuration of a switch; samples/switch.yaml shows every line of it.</summary>
sealed class SwitchFile
{
    public required string Listen { get; set; }

    public required string Acquirer { get; set; }

    public string OldestSoftware { get; set; } = "00000000";

    /// <summary>The file of public keys and chip parameters that terminals may download.</summary>
    public string? Parameters { get; set; }

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

    public List<HostLine> Hosts { get; set; } = [];
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

    /// <summary>Where it listens; left out when <see cref="Links"/> or <see cref="Here"/> says it.</summary>
    public string? Host { get; set; }

    /// <summary>Several addresses, each with a link of its own.</summary>
    public List<string> Links { get; set; } = [];

    /// <summary>in-order or pooled: which of the links is asked.</summary>
    public string Order { get; set; } = OrderLine.Usual;

    public List<MaintenanceLine> Maintenance { get; set; } = [];

    /// <summary>The configuration of an issuer that runs within this program.</summary>
    public string? Here { get; set; }

    public required string PinKey { get; set; }

    public required string MacKey { get; set; }

    /// <summary>x9.19 or aes-cmac.</summary>
    public string Mac { get; set; } = MacLine.Usual;

    /// <summary>ascii or packed: ISO 8583:1987.</summary>
    public string Form { get; set; } = FormLine.Usual;

    /// <summary>The name in the issuer's certificate; without it the link is not encrypted.</summary>
    public string? TlsName { get; set; }
}

/// <summary>The door of an acquirer's host, which sends us its terminals' sales.</summary>
sealed class HostLine
{
    public required string Listen { get; set; }

    public required string Acquirer { get; set; }

    public string Form { get; set; } = FormLine.Usual;

    /// <summary>Without it a PIN block goes no further.</summary>
    public string? PinKey { get; set; }

    /// <summary>Without it only the line says who speaks.</summary>
    public string? MacKey { get; set; }

    public string Mac { get; set; } = MacLine.Usual;

    public TlsFile? Tls { get; set; }
}

/// <summary>A server's certificate and its private key, in PEM.</summary>
sealed class TlsFile
{
    public required string Certificate { get; set; }

    public required string Key { get; set; }

    /// <summary>The authority, in PEM, whose certificates peers must show; without it anybody may connect.</summary>
    public string? Clients { get; set; }
}
