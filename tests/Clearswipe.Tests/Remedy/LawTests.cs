using Clearswipe.Remedy;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;
using CsCheck;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>True whatever is seen.</summary>
public sealed class LawTests
{
    private static readonly Gen<Func<DateTimeOffset, Observation>> AnyObservation = Gen.OneOf(
        OneOf("00", "10", "55", "75", "99", "77", "51", "41", "05", "91", "96", "98", "45", "94", "zz", "A4")
            .Select(code => Answered(code)),
        Gen.Enum<StripeRead>().Select(Stripe),
        Gen.Enum<ChipRead>().Select(Chip),
        Gen.Enum<PadState>().Select(Pad),
        Gen.Enum<PrinterState>().Select(Printer),
        Gen.Enum<Hop>().Select(hop => Line(hop)),
        Gen.Bool.Select(SamePin),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], OthersRead),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (approved, wrongPin) => OthersAnswered(approved, wrongPin)),
        Gen.Int[0, 4].Select(left => (Func<DateTimeOffset, Observation>)(at => new Observation.PinTriesLeft(at, left))),
        OneOf([.. Book.Default.Steps.Select(step => step.Id.Value)]).Select(step => Tried(step)),
        Gen.Const(NoAnswer));

    private static readonly Gen<Situation> AnySituation = Gen.Select(
        AnyObservation.Array[0, 8], Gen.Enum<StepKind>().Array[0, 20], Gen.Bool, Gen.Bool,
        (seen, possible, unknown, fallback) => Where(seen) with
        {
            Possible = possible.ToHashSet(),
            OutcomeUnknown = unknown,
            FallbackAllowed = fallback,
        });

    [Fact]
    public void Nothing_is_proposed_that_the_till_cannot_do() =>
        AnySituation.Sample(situation => situation.Counsel().Proposals().All(step =>
            situation.Possible.Contains(step.Kind)
            || step.Kind is StepKind.Reverse or StepKind.ShowReceipt or StepKind.StopSale));

    [Fact]
    public void While_an_outcome_is_unknown_it_is_only_looked_up_or_reversed() =>
        AnySituation.Where(situation => situation.OutcomeUnknown).Sample(situation =>
            situation.Counsel().Proposals().All(step => step.Kind is StepKind.LookUp or StepKind.Reverse));

    [Fact]
    public void No_step_is_proposed_twice_in_one_counsel() =>
        AnySituation.Sample(situation => situation.Counsel().Proposals().Select(step => step.Step).ToHashSet().Count
            == situation.Counsel().Proposals().Count);

    [Fact]
    public void A_known_outcome_is_never_reversed() =>
        AnySituation.Where(situation => !situation.OutcomeUnknown).Sample(situation =>
            situation.Counsel().Proposals().All(step => step.Kind != StepKind.Reverse));

    [Fact]
    public void A_way_to_be_paid_is_always_among_the_proposals_when_there_is_one() =>
        AnyObservation.Array[0, 6].Select(Where).Sample(situation => situation.Counsel().Proposals().Any(step =>
            step.Kind is StepKind.PayCash or StepKind.PayQr or StepKind.OtherCard) || IsPaid(situation));

    [Fact]
    public void Probabilities_sum_to_one() =>
        AnySituation.Sample(situation => Math.Abs(Believe(situation).Shares.Sum() - 1) < 1e-9);

    [Fact]
    public void The_same_situation_gives_the_same_counsel() =>
        AnySituation.Sample(situation => situation.Counsel().Next.Step == situation.Counsel().Next.Step
            && situation.Counsel().Why == situation.Counsel().Why);

    [Fact]
    public void The_order_of_independent_observations_does_not_matter()
    {
        Func<DateTimeOffset, Observation>[] seen =
        [
            Stripe(StripeRead.ParityErrors), OthersRead(0, 4), Pad(PadState.Ready), Line(Hop.None),
            Printer(PrinterState.PaperLow),
        ];
        var expected = Believe(Where(seen)).Probabilities;

        Gen.Shuffle(seen).Sample(shuffled => Believe(Where(shuffled)).Probabilities
            .Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12));
    }

    [Fact]
    public void A_warning_comes_with_every_try_that_could_be_the_last() =>
        AnySituation.Sample(situation => situation.Counsel().Proposals().All(step =>
            step.Kind != StepKind.EnterPinAgain || step.Warning is not null || !IsLastTry(situation)));

    private static Gen<string> OneOf(params string[] words) =>
        Gen.Int[0, words.Length - 1].Select(place => words[place]);

    private static bool IsLastTry(Situation situation) =>
        situation.Seen.OfType<Observation.PinTriesLeft>().LastOrDefault() is { Left: 1 };

    private static bool IsPaid(Situation situation) => situation.Seen.OfType<Observation.Answered>()
        .LastOrDefault() is { Code.IsApproval: true };

    private static Posterior Believe(Situation situation) => Posterior.Of(
        new Model(Book.Default), Reduction.Of(situation, Book.Default), Reduction.Failed(situation, Book.Default));
}
