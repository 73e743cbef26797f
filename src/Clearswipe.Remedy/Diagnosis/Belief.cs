using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// What is believed while evidence comes in, exact over single causes and plausible pairs, in logarithms:
/// log w(c) = log prior + Σ log ratios; log w(a, b) = log w(a) + log w(b) + log (share of blocked sales) + corrections,
/// so that a pair's prior odds are the product of its causes' odds. A finding that was not seen is not counted.
/// Adding evidence and weighing allocate nothing.
/// </summary>
sealed class Belief
{
    private readonly double[] _singles;
    private readonly double[] _corrections;
    private readonly double[] _alone;
    private readonly double[] _together;
    private readonly double[] _marginals;
    private readonly double[] _start;
    private readonly double[] _startOfPairs;

    public Belief(Model model)
    {
        Model = model;
        var (causes, pairs) = (model.Causes.Count, Pairs.Count(model.Causes.Count));
        _start = [.. model.LogPriors];
        _startOfPairs = new double[pairs];
        for (var first = 0; first < causes; first++)
        {
            for (var second = first + 1; second < causes; second++)
                _startOfPairs[Pairs.Place(causes, first, second)] =
                    PairPrior(model.Causes[first], model.Causes[second]);
        }

        (_singles, _alone, _marginals) = (new double[causes], new double[causes], new double[causes]);
        (_corrections, _together) = (new double[pairs], new double[pairs]);
        Clear();
    }

    public Model Model { get; }

    /// <summary>P(this cause and no other is at work), after <see cref="Weigh"/>.</summary>
    public ReadOnlySpan<double> Alone => _alone;

    /// <summary>P(exactly these two are at work), in the order of <see cref="Pairs.Place"/>.</summary>
    public ReadOnlySpan<double> Together => _together;

    /// <summary>P(this cause is at work, alone or beside another).</summary>
    public ReadOnlySpan<double> Marginals => _marginals;

    public void Clear()
    {
        _start.CopyTo(_singles.AsSpan());
        _startOfPairs.CopyTo(_corrections.AsSpan());
    }

    public void See(Sign sign)
    {
        Lanes.Add(sign.Singles, _singles);
        var places = sign.Places;
        var corrections = sign.Corrections;
        for (var i = 0; i < places.Length; i++)
            _corrections[places[i]] += corrections[i];
    }

    /// <summary>Evidence from outside this sale, as a log ratio for one cause against its usual rate.</summary>
    public void Lean(int cause, double logRatio) => _singles[cause] += logRatio;

    /// <summary>Makes probabilities of the weights. The largest is taken out first, so that none underflows.</summary>
    public void Weigh()
    {
        _singles.CopyTo(_alone.AsSpan());
        for (var first = 0; first < _singles.Length - 1; first++)
        {
            var (start, length) = (Pairs.Start(_singles.Length, first), _singles.Length - 1 - first);
            Lanes.Sums(
                _corrections.AsSpan(start, length), _singles.AsSpan(first + 1), _singles[first],
                _together.AsSpan(start, length));
        }

        var largest = Math.Max(Lanes.Largest(_alone), Lanes.Largest(_together));
        Lanes.Exponentials(_alone, largest);
        Lanes.Exponentials(_together, largest);
        Share();
    }

    private void Share()
    {
        var scale = 1 / (Lanes.Sum(_alone) + Lanes.Sum(_together));
        Lanes.Scale(_alone, scale);
        Lanes.Scale(_together, scale);
        _alone.CopyTo(_marginals.AsSpan());
        for (var first = 0; first < _alone.Length - 1; first++)
        {
            var row = _together.AsSpan(Pairs.Start(_alone.Length, first), _alone.Length - 1 - first);
            _marginals[first] += Lanes.Sum(row);
            Lanes.Add(row, _marginals.AsSpan(first + 1));
        }
    }

    private static double PairPrior(Cause first, Cause second) =>
        Pairs.IsPlausible(first, second) ? Math.Log(Model.BlockedShare) : double.NegativeInfinity;
}
