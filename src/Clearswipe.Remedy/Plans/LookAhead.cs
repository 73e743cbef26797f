using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Plans;

/// <summary>
/// The refined answer, a partial look-ahead as in SACSO (Jensen and others 2001): every first step is weighed by what
/// the greedy order makes of what follows, the more promising by what the myopic policy makes of it, and the most
/// promising by looking one step further, and so on. Each value is that of a policy that can be followed, so none is
/// below the optimum. Allocates nothing after it was made, but for the ranking.
/// </summary>
sealed class LookAhead
{
    // Few enough to be weighed again, many enough that the best is among them (measured beside the optimum).
    private const int Promising = 16;
    private const int PromisingOfMany = 6;
    private const int MostPromising = 4;

    // Of more steps than this fewer are weighed again, and one step less far, to stay within two milliseconds.
    private const int ManySteps = 26;

    private readonly Problem _problem;
    private readonly Greedy _greedy;
    private readonly Myopic _myopic;
    private readonly Bound _bound;
    private readonly Level[] _levels;
    private readonly int _promising;

    public LookAhead(Problem problem)
    {
        _problem = problem;
        (_greedy, _myopic, _bound) = (new(problem), new(problem), new(problem));
        var steps = problem.Acts.Count + problem.Asks.Count;
        (var depth, _promising) = steps > ManySteps ? (1, PromisingOfMany) : (2, Promising);
        _levels = [.. Enumerable.Range(0, depth + 1).Select(_ => new Level(problem.Causes, steps))];
    }

    private int Depth => _levels.Length - 1;

    /// <summary>The expected seconds of this policy, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights, Done done, out Move first) =>
        Value(Depth, weights, done, out first);

    /// <summary>The first steps that are open, the best first, each with its expected seconds.</summary>
    public List<Opening> Rank(ReadOnlySpan<double> weights)
    {
        var level = _levels[Depth];
        Estimate(level, weights, default);
        Weigh(level, Depth, weights, default, double.PositiveInfinity);
        level.Sort();
        return [.. level.Openings];
    }

    private double Value(int depth, ReadOnlySpan<double> weights, Done done, out Move first)
    {
        var least = _myopic.Value(weights, done, out first);
        if (depth == 0)
            return least;

        var level = _levels[depth];
        Estimate(level, weights, done);
        Weigh(level, depth, weights, done, least);
        foreach (var opening in level.Openings)
        {
            if (opening.Seconds < least)
                (least, first) = (opening.Seconds, opening.Move);
        }

        return least;
    }

    private void Estimate(Level level, ReadOnlySpan<double> weights, Done done)
    {
        level.Clear();
        for (var act = 0; act < _problem.Acts.Count; act++)
        {
            if (!done.HasAct(act) && _problem.Acts[act].Mended(weights) > 0)
                level.Add(new(MoveKind.Act, act));
        }

        for (var ask = 0; ask < _problem.Asks.Count; ask++)
        {
            if (!done.HasAsk(ask))
                level.Add(new(MoveKind.Ask, ask));
        }

        foreach (ref var opening in level.Openings)
            opening = opening with { Seconds = After(level.Next, opening.Move, -1, weights, done) };
        level.Sort();
    }

    // What surely costs more than the least is not weighed any further; its estimate stands, and is no less.
    private void Weigh(Level level, int depth, ReadOnlySpan<double> weights, Done done, double least)
    {
        for (var further = 0; further < depth; further++)
        {
            var openings = level.Openings[..Math.Min(level.Openings.Length, further == 0 ? _promising : MostPromising)];
            foreach (ref var opening in openings)
            {
                if (IsHopeless(opening.Move, weights, least))
                    continue;
                var seconds = After(level.Next, opening.Move, further, weights, done);
                opening = opening with { Seconds = Math.Min(opening.Seconds, seconds) };
                least = Math.Min(least, opening.Seconds);
            }

            level.Sort();
        }
    }

    private bool IsHopeless(Move move, ReadOnlySpan<double> weights, double least)
    {
        var mass = Lanes.Sum(weights);
        return move.Kind == MoveKind.Act
            ? _bound.AfterFailing(_problem.Acts[move.Place], weights) >= least
            : (mass * _problem.Asks[move.Place].Seconds) + _bound.Of(weights) >= least;
    }

    // The cost of a first step and of what follows it, looked at so far.
    private double After(double[] next, Move move, int depth, ReadOnlySpan<double> weights, Done done)
    {
        var mass = Lanes.Sum(weights);
        if (move.Kind == MoveKind.Act)
        {
            var act = _problem.Acts[move.Place];
            act.Fail(weights, next);
            return act.Cost(mass, act.Mended(weights)) + Rest(depth, next, done.WithAct(move.Place));
        }

        var ask = _problem.Asks[move.Place];
        var seconds = mass * ask.Seconds;
        for (var answer = 0; answer < ask.Answers.Length; answer++)
        {
            ask.Given(answer, weights, next);
            seconds += Rest(depth, next, done.WithAsk(move.Place));
        }

        return seconds;
    }

    private double Rest(int depth, ReadOnlySpan<double> next, Done done) =>
        depth < 0 ? _greedy.Value(next, done, out _) : Value(depth, next, done, out _);

    /// <summary>What one depth of the look-ahead works with.</summary>
    private sealed class Level(int causes, int steps)
    {
        private readonly Opening[] _openings = new Opening[steps];
        private int _count;

        public double[] Next { get; } = new double[causes];

        public Span<Opening> Openings => _openings.AsSpan(0, _count);

        public void Clear() => _count = 0;

        public void Add(Move move) => _openings[_count++] = new(move, double.PositiveInfinity);

        // Insertion keeps equals in their order, and the lists are short.
        public void Sort()
        {
            for (var i = 1; i < _count; i++)
            {
                var (opening, at) = (_openings[i], i);
                for (; at > 0 && _openings[at - 1].Seconds > opening.Seconds; at--)
                    _openings[at] = _openings[at - 1];
                _openings[at] = opening;
            }
        }
    }
}
