namespace Clearswipe.Host.Settings;

/// <summary>The configuration of a till; samples/till.yaml shows every line of it.</summary>
sealed class TillFile
{
    public required string Terminal { get; set; }

    public required string Merchant { get; set; }

    public required BilingualLine Name { get; set; }

    /// <summary>Says that nothing real stands behind these keys: a software vault is refused otherwise.</summary>
    public bool AllowSoftwareVault { get; set; }

    public VaultFile? Vault { get; set; }

    public required string Master { get; set; }

    /// <summary>The ways to the switch, the best first.</summary>
    public required List<LineLine> Lines { get; set; }
}

/// <summary>A way to the switch.</summary>
sealed class LineLine
{
    public required string Name { get; set; }

    public required string Host { get; set; }

    public string? TlsName { get; set; }
}
