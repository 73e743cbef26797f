using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>
/// The way to an issuer: how its card numbers begin, the lines that reach it, the zone keys. Over each line stands a
/// link of its own; the keys are the issuer's and serve them all.
/// </summary>
public sealed record RouteSettings(
    IssuerId Issuer, IReadOnlyList<string> Prefixes, IReadOnlyList<ILine> Lines, SealedKey PinKey, SealedKey MacKey)
{
    /// <summary>How both sides sign; it takes the kind of key that <see cref="MacKey"/> is.</summary>
    public MacAlgorithm Mac { get; init; } = MacAlgorithm.X919;

    /// <summary>What is spoken on the lines.</summary>
    public Dialect Dialect { get; init; } = Dialect.Iso1987Ascii;

    public LinkOrder Order { get; init; } = LinkOrder.InOrder;

    /// <summary>When the issuer is not asked: sales hear 91 at once, reversals and advices wait.</summary>
    public IReadOnlyList<Closure> Maintenance { get; init; } = [];
}

/// <summary>Which of an issuer's links is asked.</summary>
public enum LinkOrder
{
    /// <summary>The first that is well; the others are kept ready.</summary>
    InOrder,

    /// <summary>All that are well, one after another.</summary>
    Pooled,
}

/// <summary>
/// How the way to an issuer fares. It is up when it may be asked: a link is well, and it is not closed for maintenance.
/// </summary>
public sealed record RouteView(
    IssuerId Issuer, bool IsUp, DateTimeOffset? ClosedUntil, Hop BrokenHop, int OpenReversals,
    IReadOnlyList<LinkView> Links)
{
    public int AwaitingAnswer => Links.Sum(link => link.AwaitingAnswer);
}

/// <summary>How one link fares, and since when.</summary>
public sealed record LinkView(
    string Name, LinkState State, DateTimeOffset? Since, Hop BrokenHop, int AwaitingAnswer);

public enum LinkState
{
    /// <summary>Not connected, or not signed on.</summary>
    Down,

    /// <summary>Signed on, and left alone since it did not answer; an echo will try it.</summary>
    Resting,

    Up,
}
