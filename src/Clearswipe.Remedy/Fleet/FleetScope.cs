namespace Clearswipe.Remedy.Fleet;

/// <summary>What sales have in common that may fail for all of them.</summary>
public enum ScopeKind
{
    Issuer,
    AcquirerLink,
    Region,
    Merchant,
    Terminal,
}

/// <summary>One part of the fleet, such as the issuer "harbour" or the region "north".</summary>
public readonly record struct FleetScope(ScopeKind Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>A scope that fails, and the evidence for it: log P(seen | fails) / P(seen | well).</summary>
public sealed record FleetAlarm(FleetScope Scope, DateTimeOffset Since, int CardsHurt, double LogRatio);
