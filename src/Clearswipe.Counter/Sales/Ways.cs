using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>How a blocked sale stands, for the question what can be done at all.</summary>
sealed record Standing
{
    /// <summary>A request of this sale left and its outcome is not known.</summary>
    public bool OutcomeUnknown { get; init; }
    /// <summary>The look-up is over: what is unknown is being reversed.</summary>
    public bool IsReversing { get; init; }
    /// <summary>No card may be charged: another till, or another sale of this card, is not settled.</summary>
    public bool CardsMustWait { get; init; }
    public CardInHand? Card { get; init; }
    /// <summary>The issuer locked the card or wants it kept: no prompt for it any more in this sale.</summary>
    public bool CardIsLocked { get; init; }
    public PadState Pad { get; init; }
    public bool ReaderIsDead { get; init; }
    public bool HasWallet { get; init; }
    /// <summary>The line let the sale down, and there is another one that was not found broken.</summary>
    public bool CanChangeLine { get; init; }
}

/// <summary>What the till can do at all. Which of it is wise is Remedy's to say.</summary>
static class Ways
{
    private static readonly StepKind[] Always =
    [
        StepKind.PayCash, StepKind.Park, StepKind.SpareTill, StepKind.CheckKeypad, StepKind.CheckReader,
        StepKind.TakeOutOfUse, StepKind.AskQuestion, StepKind.CallIssuer, StepKind.CallAcquirer, StepKind.CallProvider,
        StepKind.CallNetwork, StepKind.StopSale,
    ];

    private static readonly StepKind[] WithReader =
        [StepKind.InsertChip, StepKind.CleanAndInsertChip, StepKind.Tap, StepKind.SwipeAgain, StepKind.OtherCard];

    public static readonly IReadOnlySet<StepKind> AfterPaying = new HashSet<StepKind>
    {
        StepKind.LoadPaper, StepKind.CloseLid, StepKind.ClearCutter, StepKind.LetHeadCool, StepKind.Reprint,
        StepKind.ShowReceipt, StepKind.CallProvider,
    };

    /// <summary>While an outcome is unknown there is nothing but settling it: no unsafe button exists.</summary>
    public static IReadOnlySet<StepKind> Possible(Standing standing)
    {
        var possible = new HashSet<StepKind>();
        if (standing.OutcomeUnknown)
        {
            possible.Add(standing.IsReversing ? StepKind.Reverse : StepKind.LookUp);
            if (standing.CanChangeLine)
                possible.Add(StepKind.ChangeLine);
            return possible;
        }

        possible.UnionWith(Always);
        possible.Add(StepKind.SignOn);
        if (standing.HasWallet)
            possible.Add(StepKind.PayQr);
        if (standing.CanChangeLine)
            possible.Add(StepKind.ChangeLine);
        if (!standing.CardsMustWait)
            possible.UnionWith(ByCard(standing));
        return possible;
    }

    /// <summary>How a card may be presented for these steps.</summary>
    public static IReadOnlyList<ReadMethod> ReadBy(IEnumerable<StepKind> steps) =>
        [.. steps.SelectMany(ReadBy).Distinct().Order()];

    public static IReadOnlyList<ReadMethod> ReadBy(StepKind step) => step switch
    {
        StepKind.InsertChip or StepKind.CleanAndInsertChip => [ReadMethod.Chip],
        StepKind.Tap => [ReadMethod.Tap],
        StepKind.SwipeAgain => [ReadMethod.Swipe],
        StepKind.OtherCard => [ReadMethod.Chip, ReadMethod.Tap, ReadMethod.Swipe],
        _ => [],
    };

    private static IEnumerable<StepKind> ByCard(Standing standing)
    {
        if (!standing.ReaderIsDead)
            foreach (var step in WithReader)
                yield return step;
        if (standing.Card is not { } card)
            yield break;

        if (!card.NeedsPin)
            yield return StepKind.SendAgain;
        else if (!standing.CardIsLocked && standing.Pad is PadState.Ready or PadState.NoKeys)
        {
            // The PIN block of the last attempt is gone: sending again is typing again.
            yield return StepKind.EnterPinAgain;
            yield return StepKind.SendAgain;
        }
    }
}
