using Clearswipe.Remedy;
using Clearswipe.Remedy.Plans;

namespace Clearswipe.Tests.Remedy.Plans;

/// <summary>How far plans are from the best there is, where the best can be computed.</summary>
public sealed class PlanTests
{
    [Fact]
    public void No_plan_beats_the_optimum_and_no_optimum_beats_the_bound()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var (problem, weights) = new RandomProblems((ulong)seed).Next(8, 6, 3);
            var optimum = new Optimum(problem).Value(weights);

            Assert.True(new Bound(problem).Of(weights) <= optimum + 1e-9, $"seed {seed}");
            foreach (var effort in Enum.GetValues<Effort>())
                Assert.True(Plan.Of(problem, weights, effort).Seconds >= optimum - 1e-9, $"seed {seed}, {effort}");
        }
    }

    [Fact]
    public void The_optimum_is_what_trying_every_plan_finds()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var (problem, weights) = new RandomProblems((ulong)seed).Next(5, 3, 2);
            Assert.Equal(Least(problem, weights, default), new Optimum(problem).Value(weights), 1e-9);
        }
    }

    [Fact]
    public void The_value_of_the_exact_plan_is_what_following_it_costs()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var (problem, weights) = new RandomProblems((ulong)seed).Next(6, 4, 2);
            var followed = Policy.Seconds(problem, weights, (left, done) =>
                First(new Optimum(Without(problem, done)).Rank(left), problem, done, left));
            Assert.Equal(new Optimum(problem).Value(weights), followed, 1e-9);
        }
    }

    [Fact]
    public void A_refined_plan_costs_at_most_two_tenths_of_a_percent_more_than_the_optimum()
    {
        var excesses = Enumerable.Range(1, 20).Select(seed => Yardstick.Excess((ulong)seed, 20, 8, 4)).ToList();
        Assert.True(excesses.Average() <= 0.002, $"mean {excesses.Average():P3}");
        Assert.True(excesses.Order().ElementAt(18) <= 0.01, $"p95 {excesses.Order().ElementAt(18):P3}");
    }

    private static double Least(Problem problem, double[] weights, Done done)
    {
        var least = weights.Sum() * problem.GivenUp;
        for (var act = 0; act < problem.Acts.Count; act++)
        {
            if (!done.HasAct(act))
                least = Math.Min(least, After(new(MoveKind.Act, act)));
        }

        for (var ask = 0; ask < problem.Asks.Count; ask++)
        {
            if (!done.HasAsk(ask))
                least = Math.Min(least, After(new(MoveKind.Ask, ask)));
        }

        return least;

        // One step taken, then the best of all that is left.
        double After(Move move) =>
            Policy.After(problem, weights, done, move, (next, then) => Least(problem, next, then));
    }

    // The planner that has forgotten what was done sees the same problem without it.
    private static Problem Without(Problem problem, Done done) => problem with
    {
        Acts = [.. problem.Acts.Select((act, place) =>
            done.HasAct(place) ? act with { Causes = [], Mends = [] } : act)],
        Asks = [.. problem.Asks.Select((ask, place) => done.HasAsk(place) ? ask with { Seconds = 1e6 } : ask)],
    };

    private static Move First(List<Opening> openings, Problem problem, Done done, double[] left)
    {
        var open = openings.Where(opening => opening.Move.Kind == MoveKind.Act
            ? !done.HasAct(opening.Move.Place)
            : !done.HasAsk(opening.Move.Place)).ToList();
        return open.Count > 0 && open[0].Seconds < left.Sum() * problem.GivenUp ? open[0].Move : Move.GiveUp;
    }
}
