namespace Clearswipe.Remedy.Plans;

/// <summary>
/// Acts in the order of most mended for each second, updated after each failure, until giving up costs less (Kadane and
/// Simon 1977). Optimal where each act mends one cause and nothing is asked. Allocates nothing after it was made; not
/// for two threads at once.
/// </summary>
sealed class Greedy
{
    // What is mended is a difference of sums: below this share of the mass it is rounding, not help.
    private const double Rounding = 1e-12;

    private readonly double _givenUp;
    private readonly double[] _seconds;
    private readonly double[] _atStake;
    private readonly Links _causesOf;
    private readonly Links _actsOf;
    private readonly double[] _left;
    private readonly double[] _mended;

    public Greedy(Problem problem)
    {
        _givenUp = problem.GivenUp;
        _seconds = [.. problem.Acts.Select(act => act.Seconds)];
        _atStake = [.. problem.Acts.Select(act => act.AtStake)];
        _causesOf = new Links(problem.Acts.Select(act => act.Causes.Zip(act.Mends)));
        _actsOf = new Links(Enumerable.Range(0, problem.Causes).Select(cause => ActsOf(problem, cause)));
        _left = new double[problem.Causes];
        _mended = new double[problem.Acts.Count];
    }

    /// <summary>The expected seconds of the best prefix of that order, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights, Done done, out Move first)
    {
        var mass = Begin(weights, done);
        var (spent, least) = (0.0, mass * _givenUp);
        (first, var opening) = (Move.GiveUp, Move.GiveUp);
        while (spent < least && Best(mass) is >= 0 and var act)
        {
            if (opening == Move.GiveUp)
                opening = new(MoveKind.Act, act);
            spent += Cost(act, mass);
            mass -= _mended[act];
            Fail(act);
            if (spent + (mass * _givenUp) < least)
                (least, first) = (spent + (mass * _givenUp), opening);
        }

        return least;
    }

    /// <summary>All acts that can help, in that order.</summary>
    public List<Move> Order(ReadOnlySpan<double> weights)
    {
        List<Move> order = [];
        var mass = Begin(weights, default);
        while (Best(mass) is >= 0 and var act)
        {
            order.Add(new(MoveKind.Act, act));
            mass -= _mended[act];
            Fail(act);
        }

        return order;
    }

    private double Begin(ReadOnlySpan<double> weights, Done done)
    {
        weights.CopyTo(_left);
        var mass = 0.0;
        foreach (var weight in weights)
            mass += weight;
        for (var act = 0; act < _mended.Length; act++)
            _mended[act] = done.HasAct(act) ? 0 : Mended(act, weights);
        return mass;
    }

    private double Mended(int act, ReadOnlySpan<double> weights)
    {
        var mended = 0.0;
        foreach (var (cause, mends) in _causesOf[act])
            mended += weights[cause] * mends;
        return mended;
    }

    private double Cost(int act, double mass) => (mass * _seconds[act]) + (_atStake[act] * (mass - _mended[act]));

    // The largest mended / cost, compared crosswise: no division.
    private int Best(double mass)
    {
        var (best, most, least) = (-1, 0.0, 1.0);
        for (var act = 0; act < _mended.Length; act++)
        {
            if (_mended[act] <= mass * Rounding)
                continue;
            var cost = Cost(act, mass);
            if (_mended[act] * least > most * cost)
                (best, most, least) = (act, _mended[act], cost);
        }

        return best;
    }

    // An act touches few causes, and only acts that share one of them have to be weighed anew.
    private void Fail(int failed)
    {
        foreach (var (cause, mends) in _causesOf[failed])
        {
            var lost = _left[cause] * mends;
            _left[cause] -= lost;
            foreach (var (other, others) in _actsOf[cause])
                _mended[other] -= lost * others;
        }

        _mended[failed] = 0;
    }

    private static IEnumerable<(int Act, double Mends)> ActsOf(Problem problem, int cause) =>
        from act in Enumerable.Range(0, problem.Acts.Count)
        let at = Array.IndexOf(problem.Acts[act].Causes, cause)
        where at >= 0
        select (act, problem.Acts[act].Mends[at]);

    /// <summary>Lists of (place, chance), one after the other in one array.</summary>
    private sealed class Links
    {
        private readonly int[] _starts;
        private readonly (int Place, double Chance)[] _all;

        public Links(IEnumerable<IEnumerable<(int Place, double Chance)>> lists)
        {
            var rows = lists.Select(list => list.ToArray()).ToList();
            _all = [.. rows.SelectMany(row => row)];
            _starts = new int[rows.Count + 1];
            for (var row = 0; row < rows.Count; row++)
                _starts[row + 1] = _starts[row] + rows[row].Length;
        }

        public ReadOnlySpan<(int Place, double Chance)> this[int list] =>
            _all.AsSpan(_starts[list], _starts[list + 1] - _starts[list]);
    }
}
