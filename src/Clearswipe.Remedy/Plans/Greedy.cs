namespace Clearswipe.Remedy.Plans;

/// <summary>
/// Acts in the order of most mended for each second, updated after each failure, until giving up costs less (Kadane and
/// Simon 1977). Optimal where each act mends one cause and nothing is asked. Allocates nothing after it was made; not
/// for two threads at once.
/// </summary>
sealed class Greedy
{
    private readonly Problem _problem;
    private readonly Act[] _acts;
    private readonly (int Act, double Mends)[][] _actsOf;
    private readonly double[] _left;
    private readonly double[] _mended;

    public Greedy(Problem problem)
    {
        _problem = problem;
        _acts = [.. problem.Acts];
        _left = new double[problem.Causes];
        _mended = new double[_acts.Length];
        _actsOf = [.. Enumerable.Range(0, problem.Causes).Select(ActsOf)];
    }

    /// <summary>The expected seconds of the best prefix of that order, in all the mass of the weights.</summary>
    public double Value(ReadOnlySpan<double> weights, Done done, out Move first)
    {
        var mass = Begin(weights, done);
        var (spent, least) = (0.0, mass * _problem.GivenUp);
        (first, var opening) = (Move.GiveUp, Move.GiveUp);
        while (spent < least && Best(mass) is >= 0 and var act)
        {
            if (opening == Move.GiveUp)
                opening = new(MoveKind.Act, act);
            spent += _acts[act].Cost(mass, _mended[act]);
            mass -= _mended[act];
            Fail(act);
            if (spent + (mass * _problem.GivenUp) < least)
                (least, first) = (spent + (mass * _problem.GivenUp), opening);
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
        for (var act = 0; act < _acts.Length; act++)
            _mended[act] = done.HasAct(act) ? 0 : _acts[act].Mended(weights);
        return mass;
    }

    private int Best(double mass)
    {
        var (best, most) = (-1, 0.0);
        for (var act = 0; act < _mended.Length; act++)
        {
            // An act whose mended mass is not above rounding would be taken for ever.
            if (_mended[act] <= mass * 1e-12)
                continue;
            var rate = _mended[act] / _acts[act].Cost(mass, _mended[act]);
            if (rate > most)
                (best, most) = (act, rate);
        }

        return best;
    }

    // An act touches few causes, and only acts that share one of them have to be weighed anew.
    private void Fail(int failed)
    {
        var act = _acts[failed];
        for (var i = 0; i < act.Causes.Length; i++)
        {
            var cause = act.Causes[i];
            var lost = _left[cause] * act.Mends[i];
            _left[cause] -= lost;
            foreach (var (other, mends) in _actsOf[cause])
                _mended[other] -= lost * mends;
        }

        _mended[failed] = 0;
    }

    private (int, double)[] ActsOf(int cause) =>
        [.. from act in Enumerable.Range(0, _acts.Length)
            let at = Array.IndexOf(_acts[act].Causes, cause)
            where at >= 0
            select (act, _acts[act].Mends[at])];
}
