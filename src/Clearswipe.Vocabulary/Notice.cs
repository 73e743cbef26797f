namespace Clearswipe.Vocabulary;

/// <summary>What the fleet's watch knows and tells every counter before it is needed.</summary>
public abstract record Notice
{
    private Notice()
    {
    }

    /// <summary>An issuer announced that it will not answer from, until.</summary>
    public sealed record Maintenance(IssuerId Issuer, DateTimeOffset From, DateTimeOffset Until) : Notice;

    /// <summary>An issuer does not answer now, as the switch sees it over several cards.</summary>
    public sealed record IssuerDown(IssuerId Issuer, DateTimeOffset Since) : Notice;
}
