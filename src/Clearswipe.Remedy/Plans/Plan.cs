using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Plans;

/// <summary>A first step and the expected seconds of the sale when it begins with it.</summary>
readonly record struct Opening(Move Move, double Seconds);

/// <summary>
/// What to do first: the openings, the best first, what the best is expected to cost in seconds, and what no plan can
/// beat. Where the plan is exact, both are the same.
/// </summary>
sealed record Plan(IReadOnlyList<Opening> Openings, double Seconds, double AtLeast, bool IsExact)
{
    // Ours, measured: problems up to this size are solved within the two milliseconds of the refined answer.
    private const double StatesAtOnce = 3000;
    private const double StatesAtMost = 4_000_000;

    /// <summary>
    /// Plans with so much effort. The weights are probabilities of the causes: they sum to one.
    /// </summary>
    public static Plan Of(Problem problem, ReadOnlySpan<double> weights, Effort effort) => effort switch
    {
        Effort.Greedy => AtOnce(problem with { Asks = [] }, weights),
        Effort.AtOnce => AtOnce(problem, weights),
        Effort.Refined => IsWithin(problem, StatesAtOnce) ? Exact(problem, weights) : Refined(problem, weights),
        Effort.Exact => IsWithin(problem, StatesAtMost) ? Exact(problem, weights) : Refined(problem, weights),
        _ => throw new ArgumentOutOfRangeException(nameof(effort)),
    };

    private static bool IsWithin(Problem problem, double states) => Optimum.States(problem) <= states;

    private static Plan AtOnce(Problem problem, ReadOnlySpan<double> weights)
    {
        var seconds = new Myopic(problem).Value(weights, default, out var first);
        var order = new Greedy(problem).Order(weights).Where(move => move != first);
        var openings = first == Move.GiveUp ? order : order.Prepend(first);
        return new([.. openings.Select(move => new Opening(move, seconds))], seconds, Floor(problem, weights), false);
    }

    private static Plan Refined(Problem problem, ReadOnlySpan<double> weights)
    {
        var openings = new LookAhead(problem).Rank(weights);
        return new(openings, Least(problem, weights, openings), Floor(problem, weights), false);
    }

    private static Plan Exact(Problem problem, ReadOnlySpan<double> weights)
    {
        var openings = new Optimum(problem).Rank(weights);
        var least = Least(problem, weights, openings);
        return new(openings, least, least, true);
    }

    private static double Least(Problem problem, ReadOnlySpan<double> weights, List<Opening> openings) =>
        Math.Min(Lanes.Sum(weights) * problem.GivenUp, openings is [var best, ..] ? best.Seconds : double.MaxValue);

    private static double Floor(Problem problem, ReadOnlySpan<double> weights) => new Bound(problem).Of(weights);
}
