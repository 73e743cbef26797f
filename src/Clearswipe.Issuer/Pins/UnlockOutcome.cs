namespace Clearswipe.Issuer.Pins;

/// <summary>Who wants a card's PIN tries given back, and why: two officers who are not the same.</summary>
public sealed record UnlockOrder(string Officer, string SecondOfficer, string Reason);

/// <summary>How a request to give a card its PIN tries back ended.</summary>
public abstract record UnlockOutcome
{
    private UnlockOutcome()
    {
    }

    /// <summary>The tries are back and the audit row is written.</summary>
    public sealed record Unlocked(int TriesLeft) : UnlockOutcome;

    public sealed record NoSuchCard : UnlockOutcome;

    /// <summary>Nobody unlocks a card without a reason and two names, of two officers.</summary>
    public sealed record NotAuthorised : UnlockOutcome;
}
