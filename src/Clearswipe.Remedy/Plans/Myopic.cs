using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Plans;

/// <summary>
/// The answer at once: ask first where the answers save more than the question costs, as if nothing were asked after it
/// (Heckerman, Breese and Rommelse 1995); otherwise the greedy act. Allocates nothing after it was made.
/// </summary>
sealed class Myopic(Problem problem)
{
    private readonly Greedy _greedy = new(problem);
    private readonly double[] _given = new double[problem.Causes];

    /// <summary>The expected seconds of this policy, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights, Done done, out Move first)
    {
        var least = _greedy.Value(weights, done, out first);
        var mass = Lanes.Sum(weights);
        for (var ask = 0; ask < problem.Asks.Count; ask++)
        {
            if (!done.HasAsk(ask) && Asking(ask, weights, mass, done, least) is var seconds && seconds < least)
                (least, first) = (seconds, new(MoveKind.Ask, ask));
        }

        return least;
    }

    // Once it cannot become the least, the rest of its answers need no weighing.
    private double Asking(int place, ReadOnlySpan<double> weights, double mass, Done done, double least)
    {
        var ask = problem.Asks[place];
        var seconds = mass * ask.Seconds;
        for (var answer = 0; answer < ask.Answers.Length && seconds < least; answer++)
        {
            ask.Given(answer, weights, _given);
            seconds += _greedy.Value(_given, done, out _);
        }

        return seconds;
    }
}
