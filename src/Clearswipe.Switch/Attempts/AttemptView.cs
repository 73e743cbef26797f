using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>What is known of a sale at the switch, each on positive evidence.</summary>
public enum AttemptState
{
    /// <summary>Written before it was sent to the issuer: from here on the issuer may have approved.</summary>
    Forwarded,
    Approved,
    /// <summary>By the issuer, or by us before anything was sent.</summary>
    Refused,
    /// <summary>An advice: told to the issuer again and again until it has heard it.</summary>
    Advising,
    /// <summary>To be undone: the reversal is repeated until the issuer answers it.</summary>
    Reversing,
    Reversed,
}

/// <summary>A sale at the switch as the desk shows it; the card is masked.</summary>
public sealed record AttemptView(
    AttemptId Id, DateTimeOffset At, IssuerId? Issuer, string CardToken, string CardMasked, Money Amount, string Rrn,
    AttemptState State, ResponseCode? Code, string? ApprovalCode, int Tries)
{
    public Service Service { get; init; }
}
