using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>What may be proposed at all. Guards come before all weighing of seconds and are never traded.</summary>
static class Guards
{
    /// <summary>
    /// The steps that are safe now, in the catalogue's order. While an outcome is unknown it is looked up and
    /// reversed, and nothing else.
    /// </summary>
    public static IReadOnlyList<Step> Admit(Case @case) =>
        [.. @case.Book.Steps.Where(step => IsPossible(@case, step) && IsSafe(@case, step) && IsFresh(@case, step))];

    private static bool IsPossible(Case @case, Step step) =>
        @case.Situation.Possible.Contains(step.Does) || step.Does == LastResort(@case);

    /// <summary>
    /// What any till can always do: queue a reversal though the line be down, show the receipt of what is paid,
    /// or else stop the sale.
    /// </summary>
    public static StepKind LastResort(Case @case) => @case switch
    {
        { Situation.OutcomeUnknown: true } => StepKind.Reverse,
        { IsPaid: true } => StepKind.ShowReceipt,
        _ => StepKind.StopSale,
    };

    private static bool IsSafe(Case @case, Step step)
    {
        // No second authorisation, no other tender and no question starts while a first authorisation is unknown.
        if (@case.Situation.OutcomeUnknown)
            return step.Is(Trait.Settles);
        // A look-up after a known outcome is of use only to find the first of two requests that look the same.
        if (step.Does == StepKind.Reverse)
            return false;

        return KeepsTheCard(@case, step) && @case.Values.All(value => Allows(value, step));
    }

    private static bool Allows(FindingValue value, Step step) =>
        !value.Forbids.Overlaps(step.Traits)
            && (value.AllowsOnly is not { } only || step.Is(only));

    private static bool KeepsTheCard(Case @case, Step step)
    {
        // In mainland China a chip card's stripe has been closed since 1 May 2017: its host answers 45.
        if (step.Is(Trait.Swipes) && !@case.Situation.FallbackAllowed && @case.Values.Any(value => value.ProvesChip))
            return false;

        // Issuers lock after three; they never say how many are left, so the third refusal here is the last prompt.
        return !step.Is(Trait.AsksPin) || @case.WrongPins < Limits.PinTriesAllowed;
    }

    // A step that was tried is not proposed again, unless what we know has changed since.
    private static bool IsFresh(Case @case, Step step)
    {
        if (step.Is(Trait.Again) || !Reduction.WasTried(@case.Situation, step))
            return true;

        return Reduction.LastTry(@case.Situation, step) is { } tried && News.Since(tried.At, @case);
    }
}
