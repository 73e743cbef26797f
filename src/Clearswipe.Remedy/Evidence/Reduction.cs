using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Evidence;

/// <summary>Reduces all that was seen to one value for each finding.</summary>
static class Reduction
{
    public static IReadOnlyList<Fact> Of(Situation situation, Book book)
    {
        var reading = new Reading(situation, book);
        var cardSince = CardInHand.Since(situation.Seen);
        Dictionary<FindingId, Fact> facts = [];
        foreach (var fact in situation.Seen.OrderBy(seen => seen.At).SelectMany(reading.Of))
        {
            // The later of two observations of one finding still holds; what a card showed goes away with the card.
            if (book.FindingOf(fact.Finding) is { } finding && finding[fact.Value] is not null
                && (!finding.IsOfCard || fact.Because.At >= cardSince))
                facts[fact.Finding] = fact;
        }

        if (reading.SeveralBanksRefusedThePin() is { } others)
            facts[others.Finding] = others;
        return WithoutEchoes(facts, book);
    }

    /// <summary>The steps tried without help; those with a card that is gone tell nothing of the next.</summary>
    public static IReadOnlyList<Step> Failed(Situation situation, Book book) =>
        [.. book.Steps.Where(step => WasTried(situation, step) && LastTry(situation, step) is not { Helped: true })];

    /// <summary>Whether a step was tried, with this card where it is a step with the same card.</summary>
    public static bool WasTried(Situation situation, Step step) => LastTry(situation, step) is { } tried
        ? !step.Is(Trait.SameCard) || tried.At >= CardInHand.Since(situation.Seen)
        : situation.Tried.Contains(step.Id);

    public static Observation.StepTried? LastTry(Situation situation, Step step) =>
        situation.Seen.OfType<Observation.StepTried>().Where(tried => tried.Step == step.Id).MaxBy(tried => tried.At);

    // A broken line and the silence behind it are one fact: counted twice, they would make us too sure.
    private static List<Fact> WithoutEchoes(Dictionary<FindingId, Fact> facts, Book book)
    {
        var covered =
            (from fact in facts.Values
             from cover in book.FindingOf(fact.Finding)![fact.Value]!.Covers
             where facts.TryGetValue(cover.Key, out var echo) && echo.Value == cover.Value
             select cover.Key).ToHashSet();
        return [.. facts.Values.Where(fact => !covered.Contains(fact.Finding)).OrderBy(fact => fact.Finding.Value)];
    }
}
