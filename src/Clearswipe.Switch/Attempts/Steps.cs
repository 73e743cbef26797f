using Clearswipe.Switch.Repeats;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>
/// The only way from one state of an attempt to the next. Refused follows from a verified answer or from having sent
/// nothing, never from silence about money; nothing leads back from reversing to approved.
/// </summary>
static class Steps
{
    public static Attempt After(this Attempt attempt, Happening happening, DateTimeOffset now) => attempt.State switch
    {
        AttemptState.Forwarded => AfterForwarded(attempt, happening, now),
        AttemptState.Advising => AfterAdvising(attempt, happening, now),
        AttemptState.Approved => happening is Happening.TerminalReverses(var reason) && attempt.Service.IsReversible()
            ? Reverse(attempt, reason, now)
            : attempt,
        AttemptState.Refused => attempt,
        AttemptState.Reversing => AfterReversing(attempt, happening, now),
        AttemptState.Reversed => attempt,
        _ => throw new InvariantException("an attempt is in one of its six states"),
    };

    /// <summary>What the terminal's reversal is answered: 12 when no money was taken, or none goes back so.</summary>
    public static ResponseCode Acknowledgement(this Attempt attempt) =>
        attempt.State == AttemptState.Refused || !attempt.Service.IsReversible()
            ? ResponseCode.InvalidTransaction
            : ResponseCode.Approved;

    private static Attempt AfterForwarded(Attempt attempt, Happening happening, DateTimeOffset now) => happening switch
    {
        Happening.IssuerAnswered(var code, _) when code.LeavesOutcomeUnknown => Unknown(attempt, code, now),
        Happening.IssuerAnswered answer => Answered(attempt, answer),
        Happening.NeverSent => Refuse(attempt, ResponseCode.IssuerUnavailable),
        Happening.OriginalTaken => Refuse(attempt, ResponseCode.CannotBeDone),
        // The issuer may have approved what we never heard of, so silence is reversed, never repeated:
        // a repeat could charge the customer twice.
        Happening.IssuerSilent => Unknown(attempt, ResponseCode.IssuerTimedOut, now),
        Happening.TerminalReverses(var reason) => Unknown(attempt, reason, now),
        Happening.IssuerReversed or Happening.ReversalUnanswered =>
            throw new InvariantException("what was not to be reversed has no answer to its reversal"),
        _ => throw new InvariantException("a happening is one of the seven"),
    };

    // What was told is true already, or a repeat of it counts once: it is told until it is heard, and never reversed.
    private static Attempt AfterAdvising(Attempt attempt, Happening happening, DateTimeOffset now) => happening switch
    {
        Happening.IssuerAnswered { Code.EndsAnAdvice: true } answer => Answered(attempt, answer),
        Happening.IssuerAnswered or Happening.NeverSent or Happening.IssuerSilent => Again(attempt, now),
        // It is not acknowledged after all: nobody will be told of it.
        Happening.OriginalTaken => Refuse(attempt, ResponseCode.CannotBeDone) with { Acknowledged = null },
        Happening.TerminalReverses => attempt,
        Happening.IssuerReversed or Happening.ReversalUnanswered =>
            throw new InvariantException("an advice is never reversed"),
        _ => throw new InvariantException("a happening is one of the seven"),
    };

    private static Attempt AfterReversing(Attempt attempt, Happening happening, DateTimeOffset now) => happening switch
    {
        Happening.IssuerReversed => WithoutCard(attempt) with { State = AttemptState.Reversed },
        Happening.ReversalUnanswered => Again(attempt, now),
        // A late approval changes nothing: the money comes back.
        _ => attempt,
    };

    private static Attempt Answered(Attempt attempt, Happening.IssuerAnswered answer) => answer.Code.IsApproval
        ? attempt with
        {
            State = AttemptState.Approved,
            Code = answer.Code,
            ApprovalCode = answer.ApprovalCode,
            Balance = answer.Balance,
            Chip = answer.Chip,
        }
        : Refuse(attempt, answer.Code) with { Chip = answer.Chip };

    // A balance that nobody told took no money: there is nothing to undo.
    private static Attempt Unknown(Attempt attempt, ResponseCode reason, DateTimeOffset now) =>
        attempt.Service.IsReversible()
            ? Reverse(attempt, reason, now)
            : Refuse(attempt, ResponseCode.IssuerTimedOut);

    private static Attempt Reverse(Attempt attempt, ResponseCode reason, DateTimeOffset now) =>
        attempt with { State = AttemptState.Reversing, Reason = reason, Due = now };

    private static Attempt Again(Attempt attempt, DateTimeOffset now) =>
        attempt with { Tries = attempt.Tries + 1, Due = now + RetryWait.After(attempt.Tries) };

    private static Attempt Refuse(Attempt attempt, ResponseCode code) =>
        WithoutCard(attempt) with { State = AttemptState.Refused, Code = code };

    // No later message needs the card's number, so it does not stay.
    private static Attempt WithoutCard(Attempt attempt) =>
        attempt with { Card = attempt.Card with { Sealed = null } };
}
