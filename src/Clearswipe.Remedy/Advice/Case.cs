using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>One blocked sale as advice sees it: what was told, what it says, and what is believed.</summary>
sealed record Case(Book Book, Situation Situation, IReadOnlyList<Fact> Facts, Posterior Posterior)
{
    public Cause Leading => Posterior.Model.Causes[Posterior.Ranked[0]];

    public double Certainty => Posterior.Probabilities[Posterior.Ranked[0]];

    public IEnumerable<FindingValue> Values => Facts.Select(ValueOf);

    /// <summary>The bank approved: whatever else is wrong, the money is taken.</summary>
    public bool IsPaid => Values.Any(value => value.AllowsOnly == Trait.AfterApproval);

    /// <summary>How often the PIN of the card in hand was refused in this sale.</summary>
    public int WrongPins => Situation.Seen.OfType<Observation.Answered>()
        .Where(answered => answered.At >= CardInHand.Since(Situation.Seen))
        .Count(answered => Book.Codes.AnswerOf(Situation.CodeSystem, answered.Code.Value) == "wrong-pin");

    /// <summary>Answer codes that no table lists.</summary>
    public IReadOnlyList<ResponseCode> UnknownCodes =>
        [.. Situation.Seen.OfType<Observation.Answered>().Select(answered => answered.Code).Distinct()
            .Where(code => Book.Codes.Find(Situation.CodeSystem, code.Value) is null)];

    public bool Shows(string finding, string value) =>
        Facts.Any(fact => fact.Finding.Value == finding && fact.Value == value);

    public FindingValue ValueOf(Fact fact) => Book.FindingOf(fact.Finding)![fact.Value]!;
}
