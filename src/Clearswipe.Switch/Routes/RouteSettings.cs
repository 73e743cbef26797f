using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>The way to an issuer: how its card numbers begin, the line that reaches it, the zone keys.</summary>
public sealed record RouteSettings(
    IssuerId Issuer, IReadOnlyList<string> Prefixes, ILine Line, SealedKey PinKey, SealedKey MacKey)
{
    /// <summary>How both sides sign; it takes the kind of key that <see cref="MacKey"/> is.</summary>
    public MacAlgorithm Mac { get; init; } = MacAlgorithm.X919;

    /// <summary>What is spoken on the line.</summary>
    public Dialect Dialect { get; init; } = Dialect.Iso1987Ascii;
}

/// <summary>How the way to an issuer fares.</summary>
public sealed record RouteView(
    IssuerId Issuer, bool IsUp, DateTimeOffset? Since, Hop BrokenHop, int AwaitingAnswer, int OpenReversals);
