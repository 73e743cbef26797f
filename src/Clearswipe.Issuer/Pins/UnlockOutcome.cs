namespace Clearswipe.Issuer.Pins;

/// <summary>How a request to give a card its PIN tries back ended.</summary>
public abstract record UnlockOutcome
{
    private UnlockOutcome()
    {
    }

    /// <summary>The tries are back and the audit row is written.</summary>
    public sealed record Unlocked(int TriesLeft) : UnlockOutcome;

    public sealed record NoSuchCard : UnlockOutcome;

    /// <summary>Nobody unlocks a card without a name and a reason.</summary>
    public sealed record NotAuthorised : UnlockOutcome;
}
