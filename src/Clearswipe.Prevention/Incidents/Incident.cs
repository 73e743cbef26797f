using Clearswipe.Vocabulary;

namespace Clearswipe.Prevention.Incidents;

/// <summary>What an incident is about: the widest thing that explains what is seen.</summary>
public abstract record Scope
{
    private Scope()
    {
    }

    public sealed record OneIssuer(IssuerId Issuer) : Scope
    {
        public override string ToString() => $"issuer {Issuer}";
    }

    public sealed record OneLine(string Line) : Scope
    {
        public override string ToString() => $"line {Line}";
    }

    /// <summary>Several issuers fail at once: what they share fails, and each of them is a symptom.</summary>
    public sealed record AllIssuers : Scope
    {
        public override string ToString() => "the way to all issuers";
    }
}

/// <summary>Something that fails for several cards, named once, from its first evidence to its last.</summary>
public sealed record Incident(int Number, Scope Scope, DateTimeOffset Since, DateTimeOffset? Until, int CardsHurt)
{
    public bool IsOpen => Until is null;
}
