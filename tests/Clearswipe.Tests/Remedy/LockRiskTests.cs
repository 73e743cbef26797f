using Clearswipe.Remedy.Advice;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>How dear another PIN is, the nearer the lock comes.</summary>
public sealed class LockRiskTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_chip_that_counts_several_tries_has_not_counted_those_that_went_to_the_issuer(int wrong)
    {
        var refused = Enumerable.Repeat(Answered("55"), wrong).ToArray();

        Assert.Equal(RiskOf(refused), RiskOf([at => new Observation.PinTriesLeft(at, 3), .. refused]));
    }

    [Fact]
    public void The_risk_grows_with_each_wrong_PIN_and_a_chip_that_says_one_is_believed()
    {
        Assert.True(RiskOf() < RiskOf(Answered("55")));
        Assert.True(RiskOf(Answered("55")) < RiskOf(Answered("55"), Answered("55")));
        Assert.Equal(1, RiskOf(at => new Observation.PinTriesLeft(at, 1)));
    }

    private static double RiskOf(params Func<DateTimeOffset, Observation>[] seen)
    {
        var situation = Where(seen);
        var facts = Reduction.Of(situation, Book.Default);
        var failed = Reduction.Failed(situation, Book.Default);
        return LockRisk.Of(new Case(
            Book.Default, situation, facts, Posterior.Of(new Model(Book.Default), facts, failed)));
    }
}
