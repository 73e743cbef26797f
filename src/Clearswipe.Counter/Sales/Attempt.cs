using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>What became of one attempt to charge a card. There is no other way it can be.</summary>
enum Outcome
{
    /// <summary>Not a byte left: the line could not be dialled.</summary>
    NotSent,
    /// <summary>It may have left, and no verified answer is known. Every attempt is born so.</summary>
    Unknown,
    Approved,
    Refused,
    Reversed,
    /// <summary>Approved, and its batch is closed.</summary>
    Settled,
}

/// <summary>The truth about one attempt, as far as it is proved.</summary>
sealed record Attempt
{
    public required AttemptId Id { get; init; }
    public required Money Amount { get; init; }
    public Outcome Outcome { get; init; } = Outcome.Unknown;
    /// <summary>The first byte may have left.</summary>
    public bool HasLeft { get; init; }
    /// <summary>Field 39 of the reversal, once it was decided to reverse; from then on no approval counts.</summary>
    public string? ReversalReason { get; init; }
    /// <summary>
    /// The reversal was answered 64: both sides remember different amounts, which is a case for people.
    /// </summary>
    public bool IsContradicted { get; init; }
    public ResponseCode? Code { get; init; }
    public Money? Approved { get; init; }
    public string? ApprovalCode { get; init; }
    public string? Reference { get; init; }
    public string? Issuer { get; init; }

    public bool IsBeingReversed => Outcome == Outcome.Unknown && ReversalReason is not null;

    /// <summary>What this attempt took from the card, as far as it is proved.</summary>
    public Money Charged => Outcome is Outcome.Approved or Outcome.Settled ? Approved!.Value : Amount - Amount;
}

/// <summary>A piece of positive evidence about an attempt. Silence is none.</summary>
abstract record Proof
{
    private Proof()
    {
    }

    /// <summary>The line could not be dialled for it.</summary>
    public sealed record DialFailed : Proof;

    /// <summary>The line stands and the message is being handed over.</summary>
    public sealed record Leaves : Proof;

    /// <summary>A verified answer: to the open request, or to the look-up of it.</summary>
    public sealed record Answered(Verdict Verdict) : Proof;

    /// <summary>It was decided to reverse it, for the reason in field 39.</summary>
    public sealed record ReversalDecided(string Reason) : Proof;

    /// <summary>A verified answer to the reversal.</summary>
    public sealed record ReversalAnswered(ResponseCode Code) : Proof;

    /// <summary>The host closed the batch with this attempt in it.</summary>
    public sealed record BatchClosed : Proof;
}

/// <summary>What a verified answer says about a charge.</summary>
sealed record Verdict(ResponseCode Code, Money Amount, string? ApprovalCode, string? Reference, string? Issuer);
