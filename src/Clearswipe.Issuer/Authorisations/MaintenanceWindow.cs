namespace Clearswipe.Issuer.Authorisations;

/// <summary>A time in which the issuer answers 91 to everything: from, up to but not including until.</summary>
public sealed record MaintenanceWindow(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Holds(DateTimeOffset now) => From <= now && now < Until;
}
