using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.People;

/// <summary>What a cashier lived through with one sale.</summary>
public sealed record SaleStory
{
    public required Money Amount { get; init; }
    public required TillPhase Ended { get; init; }
    public required TimeSpan Took { get; init; }
    public SaleId? Sale { get; init; }
    /// <summary>The steps taken, in order.</summary>
    public IReadOnlyList<StepId> Steps { get; init; } = [];
    /// <summary>The first cause under suspicion, each time that the sale was blocked.</summary>
    public IReadOnlyList<CauseId> Causes { get; init; } = [];
    /// <summary>Times that the screen said "blocked" and not what to do.</summary>
    public int Speechless { get; init; }
    public bool WasBlocked => Causes.Count > 0 || Speechless > 0;
    public override string ToString() =>
        $"{Amount}: {Ended} after {Took.TotalSeconds:0} s; {string.Join(", ", Causes)}; {string.Join(", ", Steps)}";

    public bool IsPaid => Ended is TillPhase.Paid or TillPhase.PaidOtherwise;
}
