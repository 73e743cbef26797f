using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Plans;

/// <summary>
/// The least expected seconds of any plan, by dynamic programming: what is left of the weights depends only on which
/// acts failed and how each ask was answered, not on their order, so there are 2^acts · Π(answers + 1) states. Those
/// that the bound rules out are not entered.
/// </summary>
sealed class Optimum
{
    private readonly Problem _problem;
    private readonly Bound _bound;
    private readonly double[] _known;
    private readonly int[] _strides;
    private readonly List<double[]> _spare = [];

    public Optimum(Problem problem)
    {
        _problem = problem;
        _bound = new Bound(problem);
        _strides = new int[problem.Asks.Count];
        var states = 1 << problem.Acts.Count;
        for (var ask = 0; ask < _strides.Length; ask++)
        {
            _strides[ask] = states;
            states *= problem.Asks[ask].Answers.Length + 1;
        }

        _known = new double[states];
        Array.Fill(_known, double.NaN);
    }

    /// <summary>How many states a problem has; infinite when they cannot even be counted.</summary>
    public static double States(Problem problem) =>
        problem.Asks.Aggregate(Math.Pow(2, problem.Acts.Count), (states, ask) => states * (ask.Answers.Length + 1));

    /// <summary>The least expected seconds, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights) => Value(weights, default, 0);

    /// <summary>Every first step that is open, the best first, each with what it costs to begin with it.</summary>
    public List<Opening> Rank(ReadOnlySpan<double> weights)
    {
        List<Opening> ranking = [];
        foreach (var move in Moves(default))
        {
            if (move.Kind == MoveKind.Ask || _problem.Acts[move.Place].Mended(weights) > 0)
                ranking.Add(new(move, After(move, weights, default, 0, double.PositiveInfinity)));
        }

        return [.. ranking.OrderBy(opening => opening.Seconds)];
    }

    private double Value(ReadOnlySpan<double> weights, Done done, int state)
    {
        if (!double.IsNaN(_known[state]))
            return _known[state];

        var least = Lanes.Sum(weights) * _problem.GivenUp;
        foreach (var move in Moves(done))
            least = Math.Min(least, After(move, weights, done, state, least));
        return _known[state] = least;
    }

    private IEnumerable<Move> Moves(Done done)
    {
        for (var act = 0; act < _problem.Acts.Count; act++)
        {
            if (!done.HasAct(act))
                yield return new(MoveKind.Act, act);
        }

        for (var ask = 0; ask < _problem.Asks.Count; ask++)
        {
            if (!done.HasAsk(ask))
                yield return new(MoveKind.Ask, ask);
        }
    }

    private double After(Move move, ReadOnlySpan<double> weights, Done done, int state, double least)
    {
        var next = Borrow();
        var seconds = move.Kind == MoveKind.Act
            ? AfterAct(move.Place, weights, done, state, least, next)
            : AfterAsk(move.Place, weights, done, state, least, next);
        _spare.Add(next);
        return seconds;
    }

    private double AfterAct(
        int place, ReadOnlySpan<double> weights, Done done, int state, double least, double[] next)
    {
        var act = _problem.Acts[place];
        act.Fail(weights, next);
        var cost = act.Cost(Lanes.Sum(weights), act.Mended(weights));
        return cost + _bound.Of(next) >= least
            ? double.PositiveInfinity
            : cost + Value(next, done.WithAct(place), state + (1 << place));
    }

    private double AfterAsk(
        int place, ReadOnlySpan<double> weights, Done done, int state, double least, double[] next)
    {
        var ask = _problem.Asks[place];
        var seconds = Lanes.Sum(weights) * ask.Seconds;
        if (seconds + _bound.Of(weights) >= least)
            return double.PositiveInfinity;
        for (var answer = 0; answer < ask.Answers.Length && seconds < least; answer++)
        {
            ask.Given(answer, weights, next);
            seconds += Value(next, done.WithAsk(place), state + (_strides[place] * (answer + 1)));
        }

        return seconds;
    }

    private double[] Borrow()
    {
        if (_spare.Count == 0)
            return new double[_problem.Causes];
        var buffer = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return buffer;
    }
}
