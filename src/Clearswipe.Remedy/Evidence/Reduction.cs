using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Evidence;

/// <summary>Reduces all that was seen to one value for each finding.</summary>
static class Reduction
{
    public static IReadOnlyList<Fact> Of(Situation situation, Book book)
    {
        var reading = new Reading(situation, book);
        Dictionary<FindingId, Fact> facts = [];
        foreach (var fact in situation.Seen.OrderBy(seen => seen.At).SelectMany(reading.Of))
        {
            // The later of two observations of one finding is the one that still holds.
            if (book.FindingOf(fact.Finding)?[fact.Value] is not null)
                facts[fact.Finding] = fact;
        }

        if (reading.SeveralBanksRefusedThePin() is { } others)
            facts[others.Finding] = others;
        return WithoutEchoes(facts, book);
    }

    /// <summary>The steps that were tried without help.</summary>
    public static IReadOnlySet<StepId> Failed(Situation situation)
    {
        var helped = situation.Seen.OfType<Observation.StepTried>().Where(tried => tried.Helped).Select(Name).ToHashSet();
        return situation.Seen.OfType<Observation.StepTried>().Where(tried => !tried.Helped).Select(Name)
            .Concat(situation.Tried.Where(step => !helped.Contains(step)))
            .ToHashSet();

        static StepId Name(Observation.StepTried tried) => tried.Step;
    }

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
