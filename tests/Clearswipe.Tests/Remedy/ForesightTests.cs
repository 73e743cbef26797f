using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What goes with the advice: what it costs, what would tell causes apart, and what would change it.</summary>
public sealed class ForesightTests
{
    [Fact]
    public void The_test_that_tells_the_first_two_causes_apart_is_named()
    {
        var counsel = Where(Answered("55")).Counsel();
        Assert.Equal(("pin-mistyped", "pin-misremembered"), (counsel.Cause(), counsel.Suspects[1].Cause.Value));
        Assert.Contains(counsel.TellApart!.Finding.Value, new[] { "pin-known", "pin-compared" });
        Assert.Contains(counsel.Suspects[1].Name.En, counsel.TellApart.Said.En);
    }

    [Fact]
    public void A_cause_that_is_as_good_as_proved_needs_no_test() =>
        Assert.Null(Where(Pad(PadState.Tampered)).Counsel().TellApart);

    [Fact]
    public void What_would_change_the_step_is_said()
    {
        var counsel = Where(Answered("55")).Counsel();
        var turn = counsel.Turns.First(turn => turn.Finding.Value is "pin-known" or "pin-compared");
        Assert.NotEqual(counsel.Next.Step, turn.Step);
        Assert.Contains(turn.Value, new[] { "unsure", "same" });
    }

    [Fact]
    public void A_turn_is_true_once_it_happened()
    {
        var before = Where(Answered("55"));
        var turn = before.Counsel().Turns.First(turn => turn.Finding.Value == "pin-compared");
        Assert.Equal(turn.Step, Where(Answered("55"), SamePin(turn.Value == "same")).Counsel().Next.Step);
    }

    [Fact]
    public void The_forecast_lies_between_its_bound_and_giving_up()
    {
        var forecast = Where(Stripe(StripeRead.NoFlux)).Counsel().Forecast!;
        Assert.InRange(forecast.Seconds, forecast.AtLeast, 300);
    }

    [Fact]
    public void Nothing_is_planned_while_an_outcome_is_unknown() =>
        Assert.Null((Where(NoAnswer) with { OutcomeUnknown = true }).Counsel().Forecast);

    [Fact]
    public void What_the_till_sees_by_itself_comes_before_any_question()
    {
        var situation = Where(Answered("55"), OthersAnswered(approved: 1, wrongPin: 1)) with
        {
            Probes = new HashSet<FindingId> { new("pad"), new("line") },
        };
        Assert.Equal(["line", "pad"], situation.Counsel().Probes.Select(probe => probe.Value).Order());
        Assert.DoesNotContain(situation.Counsel().Proposals(), step => step.Question is not null);
        Assert.Empty((situation with { Seen = [.. situation.Seen, Pad(PadState.Ready)(Noon), Line(Hop.None)(Noon)] })
            .Counsel().Probes);
    }

    [Fact]
    public void Less_effort_never_costs_less()
    {
        foreach (var situation in new[] { Where(Answered("55")), Where(Chip(ChipRead.Failed)), Where(Answered("91")) })
        {
            var seconds = Enum.GetValues<Effort>()
                .Select(effort => Advisor.Default.Advise(situation, effort).Forecast!.Seconds).ToList();
            Assert.All(seconds.Zip(seconds.Skip(1)), pair => Assert.True(pair.First >= pair.Second - 1e-9));
        }
    }

    [Fact]
    public void The_greedy_baseline_never_asks() =>
        Assert.DoesNotContain(
            Advisor.Default.Advise(Where(Answered("55")), Effort.Greedy).Proposals(),
            step => step.Question is not null);
}
