namespace Clearswipe.Remedy.Plans;

/// <summary>
/// What no plan can beat: L(w) = Σ w(c)·K(c), where K(c) is the least cost when the cause is known. Given the cause
/// acts are independent, so that the best prefix of their p/c order is exact. Perfect knowledge is free here, so L lies
/// well below what can be reached: a gap to L is not a gap to the optimum.
/// </summary>
sealed class Bound
{
    private readonly double[] _known;

    public Bound(Problem problem) =>
        _known = [.. Enumerable.Range(0, problem.Causes).Select(cause => Known(problem, cause))];

    public double Of(ReadOnlySpan<double> weights)
    {
        var bound = 0.0;
        for (var cause = 0; cause < _known.Length; cause++)
            bound += weights[cause] * _known[cause];
        return bound;
    }

    /// <summary>The same for what it costs to begin with an act.</summary>
    public double AfterFailing(Act act, ReadOnlySpan<double> weights)
    {
        var (bound, mass, mended) = (0.0, 0.0, act.Mended(weights));
        for (var cause = 0; cause < _known.Length; cause++)
        {
            mass += weights[cause];
            bound += weights[cause] * _known[cause];
        }

        for (var i = 0; i < act.Causes.Length; i++)
            bound -= weights[act.Causes[i]] * act.Mends[i] * _known[act.Causes[i]];
        return bound + act.Cost(mass, mended);
    }

    private static double Known(Problem problem, int cause)
    {
        var (left, spent, least) = (1.0, 0.0, problem.GivenUp);
        foreach (var (cost, mends) in Helping(problem, cause).OrderByDescending(act => act.Mends / act.Cost))
        {
            spent += left * cost;
            left *= 1 - mends;
            least = Math.Min(least, spent + (left * problem.GivenUp));
        }

        return least;
    }

    private static IEnumerable<(double Cost, double Mends)> Helping(Problem problem, int cause) =>
        from act in problem.Acts
        let at = Array.IndexOf(act.Causes, cause)
        where at >= 0
        select (act.Cost(1, act.Mends[at]), act.Mends[at]);
}
