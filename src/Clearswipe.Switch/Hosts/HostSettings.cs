using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Hosts;

/// <summary>
/// An acquirer whose host sends us its terminals' sales (ISO 8583:1987: 0200, 0400 and 0800), and what we share.
/// </summary>
public sealed record HostSettings
{
    /// <summary>Its number, at most eleven digits (field 32); a message that names another one is refused.</summary>
    public required string AcquirerId { get; init; }

    public Dialect Dialect { get; init; } = Dialect.Iso1987Ascii;

    /// <summary>Under which its PIN blocks come (field 52); without it a PIN block goes no further.</summary>
    public SealedKey? PinKey { get; init; }

    /// <summary>
    /// With which it signs (field 64). Without it nothing is signed and every message is believed: then only the line
    /// itself, such as TLS with a client's certificate, tells who speaks.
    /// </summary>
    public SealedKey? MacKey { get; init; }

    /// <summary>How both sides sign; it takes the kind of key that <see cref="MacKey"/> is.</summary>
    public MacAlgorithm Mac { get; init; } = MacAlgorithm.X919;
}
