using Clearswipe.Lab.Trials.Policies;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>How one blocked sale went under one policy.</summary>
sealed record Verdict
{
    public required int Sale { get; init; }
    public required string Family { get; init; }

    /// <summary>The causes that were truly at work.</summary>
    public required IReadOnlyList<CauseId> Truth { get; init; }

    /// <summary>What was seen when it was blocked first, as one word: the same word, the same evidence.</summary>
    public required string Signature { get; init; }
    public required bool IsPaid { get; init; }
    public StepKind? PaidBy { get; init; }

    /// <summary>From the blocking to the end, whichever it is, with all waiting.</summary>
    public required double Seconds { get; init; }

    /// <summary>What was done, in order.</summary>
    public required IReadOnlyList<StepKind> Steps { get; init; }
    public bool CausedLock { get; init; }

    /// <summary>A lock that what was seen had warned of.</summary>
    public bool CausedAvoidableLock { get; init; }
    public bool IsDoubled { get; init; }
    public int WrongCalls { get; init; }

    /// <summary>How often the policy proposed what the guards forbid.</summary>
    public int Refused { get; init; }

    /// <summary>What it believed at first; null for a policy that believes nothing.</summary>
    public Belief? Belief { get; init; }
}
