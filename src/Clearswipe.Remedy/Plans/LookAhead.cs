using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Plans;

/// <summary>
/// The refined answer: every first step is weighed by what the myopic policy makes of what follows; the most promising
/// are then weighed again by looking one step further, and so on (the partial look-ahead of SACSO, Jensen and others
/// 2001). Each value is that of a policy that can be followed, so none is below the optimum.
/// </summary>
sealed class LookAhead(Problem problem, int depth, int beam)
{
    private const int MostMoves = 129;
    private readonly Myopic _myopic = new(problem);
    private readonly Bound _bound = new(problem);
    private readonly Level[] _levels =
        [.. Enumerable.Range(0, depth + 1).Select(_ => new Level(problem.Causes, MostMoves))];

    /// <summary>The expected seconds of this policy, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights, Done done, out Move first) =>
        Value(depth, weights, done, out first);

    /// <summary>Every first step that is open, the best first, each with its expected seconds.</summary>
    public List<Opening> Rank(ReadOnlySpan<double> weights, Done done)
    {
        var level = _levels[depth];
        Estimate(level, weights, done, double.PositiveInfinity);
        level.Sort();
        for (var i = 0; depth > 1 && i < Math.Min(beam, level.Count); i++)
            level.Values[i] = Math.Min(
                level.Values[i], After(level, level.Moves[i], depth - 1, weights, done, double.PositiveInfinity));
        level.Sort();
        return [.. Enumerable.Range(0, level.Count).Select(place => new Opening(level.Moves[place], level.Values[place]))];
    }

    private double Value(int left, ReadOnlySpan<double> weights, Done done, out Move first)
    {
        var least = _myopic.Value(weights, done, out first);
        if (left == 0)
            return least;

        var level = _levels[left];
        Estimate(level, weights, done, least);
        if (left > 1)
            level.Sort();
        for (var i = 0; i < level.Count && (left == 1 || i < beam); i++)
        {
            var value = level.Values[i];
            if (left > 1)
                value = Math.Min(value, After(level, level.Moves[i], left - 1, weights, done, least));
            if (value < least)
                (least, first) = (value, level.Moves[i]);
        }

        return least;
    }

    private void Estimate(Level level, ReadOnlySpan<double> weights, Done done, double least)
    {
        level.Count = 0;
        for (var act = 0; act < problem.Acts.Count; act++)
        {
            if (!done.HasAct(act) && problem.Acts[act].Mended(weights) > 0)
                level.Add(new(MoveKind.Act, act), After(level, new(MoveKind.Act, act), 0, weights, done, least));
        }

        for (var ask = 0; ask < problem.Asks.Count; ask++)
        {
            if (!done.HasAsk(ask))
                level.Add(new(MoveKind.Ask, ask), After(level, new(MoveKind.Ask, ask), 0, weights, done, least));
        }
    }

    // The cost of a first step and of what follows it; more than "least" as soon as it surely is.
    private double After(Level level, Move move, int left, ReadOnlySpan<double> weights, Done done, double least)
    {
        var mass = Lanes.Sum(weights);
        if (move.Kind == MoveKind.Act)
        {
            var act = problem.Acts[move.Place];
            act.Fail(weights, level.Next);
            var cost = act.Cost(mass, act.Mended(weights));
            return cost + _bound.Of(level.Next) >= least
                ? double.PositiveInfinity
                : cost + Value(left, level.Next, done.WithAct(move.Place), out _);
        }

        var ask = problem.Asks[move.Place];
        var seconds = mass * ask.Seconds;
        if (seconds + _bound.Of(weights) >= least)
            return double.PositiveInfinity;
        for (var answer = 0; answer < ask.Answers.Length && seconds < least; answer++)
        {
            ask.Given(answer, weights, level.Next);
            seconds += Value(left, level.Next, done.WithAsk(move.Place), out _);
        }

        return seconds;
    }

    /// <summary>What one depth of the look-ahead works with.</summary>
    private sealed class Level(int causes, int moves)
    {
        public double[] Next { get; } = new double[causes];

        public Move[] Moves { get; } = new Move[moves];

        public double[] Values { get; } = new double[moves];

        public int Count { get; set; }

        public void Add(Move move, double value)
        {
            if (double.IsFinite(value))
                (Moves[Count], Values[Count++]) = (move, value);
        }

        // Insertion keeps equals in their order, and the lists are short.
        public void Sort()
        {
            for (var i = 1; i < Count; i++)
            {
                var (move, value, at) = (Moves[i], Values[i], i);
                for (; at > 0 && Values[at - 1] > value; at--)
                    (Moves[at], Values[at]) = (Moves[at - 1], Values[at - 1]);
                (Moves[at], Values[at]) = (move, value);
            }
        }
    }
}
