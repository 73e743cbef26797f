using Clearswipe.Lab.Trials;
using Clearswipe.Lab.Trials.Figures;
using Clearswipe.Lab.Trials.Policies;
using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Trials;

public sealed class TrialRunTests
{
    private static readonly TrialWorld World = TrialWorld.Find("counter");

    [Fact]
    public void The_same_seed_gives_the_same_report_to_the_letter() =>
        Assert.Equal(
            TrialRun.Run(World, 60, 7, TrialRun.Policies).ToJson(),
            TrialRun.Run(World, 60, 7, TrialRun.Policies).ToJson());

    [Fact]
    public void Another_seed_gives_other_sales() =>
        Assert.NotEqual(Signatures(1), Signatures(2));

    [Fact]
    public void Every_policy_meets_the_same_sales()
    {
        var scene = new Opening(World, 3).Sales(1).Single();
        var verdicts = TrialRun.Policies
            .Select(name => TrialRun.Decide(
                scene.With(scene.Draws.Copy()), 0, TrialRun.Named(name, Advisor.Default), Referee.Admits))
            .ToList();

        Assert.Single(verdicts.Select(verdict => verdict.Signature).Distinct());
        Assert.Single(verdicts.Select(verdict => string.Join(',', verdict.Truth)).Distinct());
    }

    [Fact]
    public void The_same_step_meets_the_same_luck_whatever_was_done_before_it()
    {
        foreach (var scene in new Opening(World, 4).Sales(50))
        {
            var (straight, round) = (scene.With(scene.Draws.Copy()), scene.With(scene.Draws.Copy()));
            round.Draws.Share("something else");
            Assert.Equal(straight.Draws.Share("pay-cash"), round.Draws.Share("pay-cash"));
        }
    }

    [Fact]
    public void What_is_decided_leaves_the_sale_of_the_next_policy_untouched()
    {
        var scene = new Opening(World, 5).Sales(1).Single();
        var (seen, charges) = (scene.Seen.Count, scene.Charges);
        TrialRun.Decide(scene.With(scene.Draws.Copy()), 0, new Checklist(), Referee.Admits);

        Assert.Equal((seen, charges), (scene.Seen.Count, scene.Charges));
    }

    [Fact]
    public void No_policy_doubles_a_charge_or_locks_a_card_that_it_was_warned_of()
    {
        var report = TrialRun.Run(Dangerous, 300, 1, TrialRun.Policies);

        Assert.True(report.IsClean);
        Assert.All(report.Groups[0].Policies, policy => Assert.Equal((0, 0), (policy.Doubles, policy.AvoidableLocks)));
    }

    [Fact]
    public void Without_the_guards_the_same_world_does_both_harms()
    {
        var verdicts = new Opening(Dangerous, 1).Sales(300)
            .Select((scene, sale) => TrialRun.Decide(scene, sale, new Reckless(), (_, _) => true)).ToList();

        Assert.Contains(verdicts, verdict => verdict.CausedAvoidableLock);
        Assert.Contains(verdicts, verdict => verdict.IsDoubled);
    }

    [Fact]
    public void An_unknown_outcome_is_settled_before_anybody_decides() =>
        Assert.All(new Opening(Silent, 1).Sales(200), scene => Assert.False(scene.OutcomeUnknown));

    [Fact]
    public void The_oracle_is_not_slower_than_who_does_not_know()
    {
        var all = TrialRun.Run(World, 400, 2, TrialRun.Policies).Groups[0];

        Assert.All(all.Policies, policy =>
            Assert.True(policy.SecondsPerPaid.Value >= all.PolicyOf("oracle")!.SecondsPerPaid.Value));
    }

    private static TrialWorld Dangerous => Only(
        FaultKind.PinMisremembered, FaultKind.SaleSentBefore, FaultKind.LineUnstable, FaultKind.PinMistyped);

    private static TrialWorld Silent => Only(FaultKind.LineUnstable, FaultKind.LineSlow, FaultKind.IssuerSlow);

    private static TrialWorld Only(params FaultKind[] kinds) =>
        World with { Faults = [.. World.Faults.Where(fault => kinds.Contains(fault.Kind)).Select(Alike)] };

    private static FaultModel Alike(FaultModel fault) => fault with { Rate = 1 };

    private static string Signatures(ulong seed) =>
        string.Join('\n', new Opening(World, seed).Sales(20).Select(scene => Signature.Of(scene.Seen)));

    /// <summary>Types the PIN until the card is locked, then takes cash for what may be paid already.</summary>
    private sealed class Reckless : IPolicy
    {
        public IEnumerable<Deed> Next(Scene scene) =>
            [Deed.Of(StepKind.EnterPinAgain), Deed.Of(StepKind.PayCash), Deed.Of(StepKind.PayQr)];
    }
}
