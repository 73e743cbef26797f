using Clearswipe.Switch.Reversals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>
/// The only way from one state of an attempt to the next. Refused follows from a verified answer or from having sent
/// nothing, never from silence; nothing leads back from reversing to approved.
/// </summary>
static class Steps
{
    public static Attempt After(this Attempt attempt, Happening happening, DateTimeOffset now) => attempt.State switch
    {
        AttemptState.Forwarded => AfterForwarded(attempt, happening, now),
        AttemptState.Approved => happening is Happening.TerminalReverses(var reason)
            ? Reverse(attempt, reason, now)
            : attempt,
        AttemptState.Refused => attempt,
        AttemptState.Reversing => AfterReversing(attempt, happening, now),
        AttemptState.Reversed => attempt,
        _ => throw new InvariantException("an attempt is forwarded, approved, refused, reversing or reversed"),
    };

    /// <summary>What the terminal's reversal is answered: 12 when no money was taken.</summary>
    public static ResponseCode Acknowledgement(this Attempt attempt) =>
        attempt.State == AttemptState.Refused ? ResponseCode.InvalidTransaction : ResponseCode.Approved;

    private static Attempt AfterForwarded(Attempt attempt, Happening happening, DateTimeOffset now) => happening switch
    {
        Happening.IssuerAnswered(var code, _) when code.LeavesOutcomeUnknown => Reverse(attempt, code, now),
        Happening.IssuerAnswered(var code, var approvalCode) when code.IsApproval =>
            attempt with { State = AttemptState.Approved, Code = code, ApprovalCode = approvalCode },
        Happening.IssuerAnswered(var code, _) => Refuse(attempt, code),
        Happening.NeverSent => Refuse(attempt, ResponseCode.IssuerUnavailable),
        // The issuer may have approved what we never heard of, so silence is reversed, never repeated:
        // a repeat could charge the customer twice.
        Happening.IssuerSilent => Reverse(attempt, ResponseCode.IssuerTimedOut, now),
        Happening.TerminalReverses(var reason) => Reverse(attempt, reason, now),
        Happening.IssuerReversed or Happening.ReversalUnanswered =>
            throw new InvariantException("what was not to be reversed has no answer to its reversal"),
        _ => throw new InvariantException("a happening is one of the six"),
    };

    private static Attempt AfterReversing(Attempt attempt, Happening happening, DateTimeOffset now) => happening switch
    {
        Happening.IssuerReversed =>
            attempt with { State = AttemptState.Reversed, Card = attempt.Card with { Sealed = null } },
        Happening.ReversalUnanswered => attempt with
        {
            ReversalTries = attempt.ReversalTries + 1,
            ReversalDue = now + ReversalRetry.After(attempt.ReversalTries),
        },
        // A late approval changes nothing: the money comes back.
        _ => attempt,
    };

    private static Attempt Reverse(Attempt attempt, ResponseCode reason, DateTimeOffset now) =>
        attempt with { State = AttemptState.Reversing, Reason = reason, ReversalDue = now };

    // No later message needs the card's number, so it does not stay.
    private static Attempt Refuse(Attempt attempt, ResponseCode code) =>
        attempt with { State = AttemptState.Refused, Code = code, Card = attempt.Card with { Sealed = null } };
}
