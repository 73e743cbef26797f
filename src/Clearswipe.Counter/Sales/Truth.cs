using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// The only place where an attempt's outcome changes. A proof that proves nothing new changes nothing.
/// </summary>
static class Truth
{
    public static Attempt After(this Attempt attempt, Proof proof) => attempt.Outcome switch
    {
        Outcome.Unknown => FromUnknown(attempt, proof),
        Outcome.Approved => FromApproved(attempt, proof),
        Outcome.NotSent or Outcome.Refused or Outcome.Reversed or Outcome.Settled => attempt,
        _ => throw new InvariantException("an outcome is one of six"),
    };

    private static Attempt FromUnknown(Attempt attempt, Proof proof) => proof switch
    {
        // A link that breaks after the message was handed over proves nothing.
        Proof.DialFailed => attempt.HasLeft ? attempt : attempt with { Outcome = Outcome.NotSent },
        Proof.Leaves => attempt with { HasLeft = true },
        // Once a reversal is decided, a late approval will be reversed with the rest: it must not count.
        Proof.Answered when attempt.ReversalReason is not null => attempt,
        Proof.Answered(var verdict) => FromAnswer(attempt, verdict),
        Proof.ReversalDecided(var reason) => attempt with { ReversalReason = attempt.ReversalReason ?? reason },
        Proof.ReversalAnswered(var code) => FromReversal(attempt, code),
        _ => attempt,
    };

    // Partial approvals that the customer does not complete are given back, before the sale ends.
    private static Attempt FromApproved(Attempt attempt, Proof proof) => proof switch
    {
        Proof.ReversalDecided(var reason) => attempt with { Outcome = Outcome.Unknown, ReversalReason = reason },
        Proof.BatchClosed => attempt with { Outcome = Outcome.Settled },
        _ => attempt,
    };

    // 68 and 98 are verified answers that say "nobody knows": they prove nothing about the money.
    private static Attempt FromAnswer(Attempt attempt, Verdict verdict)
    {
        var told = attempt with { Code = verdict.Code, Issuer = verdict.Issuer, Reference = verdict.Reference };
        if (verdict.Code.LeavesOutcomeUnknown)
            return told;
        if (!verdict.Code.IsApproval)
            return told with { Outcome = Outcome.Refused };

        return Approved(told, verdict);
    }

    // More than was asked for is no approval of this request, and less is one only under code 10.
    private static Attempt Approved(Attempt attempt, Verdict verdict)
    {
        var isPartial = verdict.Code == ResponseCode.PartlyApproved;
        if (!verdict.Amount.IsPositive || verdict.Amount.MinorUnits > attempt.Amount.MinorUnits
            || (!isPartial && verdict.Amount != attempt.Amount))
            return attempt;

        return attempt with
        {
            Outcome = Outcome.Approved,
            Approved = verdict.Amount,
            ApprovalCode = verdict.ApprovalCode,
        };
    }

    private static Attempt FromReversal(Attempt attempt, ResponseCode code)
    {
        if (attempt.ReversalReason is null)
            return attempt;
        if (code.EndsAReversal)
            return attempt with { Outcome = Outcome.Reversed };

        return attempt with { IsContradicted = attempt.IsContradicted || code == ResponseCode.AmountMismatch };
    }
}
