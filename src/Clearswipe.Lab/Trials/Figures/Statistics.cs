using Clearswipe.Lab.Time;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>A figure with the interval in which it lies in 95 of 100 bootstrap samples.</summary>
public readonly record struct Figure(double Value, double Low, double High);

/// <summary>Figures of samples, and their bootstrap intervals (Efron 1979): sales are drawn again.</summary>
static class Statistics
{
    private const int Samples = 300;
    private const double Tail = 0.025;
    private const int Bins = 15;

    public static Figure Bootstrap<T>(IReadOnlyList<T> sales, Func<IReadOnlyList<T>, double> figure)
    {
        if (sales.Count == 0)
            return default;
        var chance = new SeededChance((ulong)sales.Count);
        var drawn = new T[sales.Count];
        var figures = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var place = 0; place < drawn.Length; place++)
                drawn[place] = sales[chance.Below(sales.Count)];
            figures[sample] = figure(drawn);
        }

        Array.Sort(figures);
        return new(figure(sales), figures[(int)(Tail * Samples)], figures[(int)((1 - Tail) * Samples)]);
    }

    /// <summary>Seconds spent in all, for each sale that was paid.</summary>
    public static double SecondsPerPaid(IReadOnlyList<Verdict> verdicts)
    {
        var paid = verdicts.Count(verdict => verdict.IsPaid);
        return paid == 0 ? 0 : verdicts.Sum(verdict => verdict.Seconds) / paid;
    }

    public static double ShareOf<T>(IReadOnlyList<T> sales, Func<T, bool> holds) =>
        sales.Count == 0 ? 0 : (double)sales.Count(holds) / sales.Count;

    public static bool IsNamed(Verdict verdict, int first) =>
        verdict.Belief!.Suspects.Take(first).Any(suspect => verdict.Truth.Contains(suspect.Cause));

    /// <summary>Σ (probability − truth)² over causes, the mean over sales; nought is perfect.</summary>
    public static double Brier(IReadOnlyList<Verdict> verdicts) => verdicts.Count == 0 ? 0 : verdicts.Average(verdict =>
    {
        var suspects = verdict.Belief!.Suspects;
        return suspects.Sum(one => Math.Pow(one.Probability - (verdict.Truth.Contains(one.Cause) ? 1 : 0), 2))
            + verdict.Truth.Count(cause => suspects.All(suspect => suspect.Cause != cause));
    });

    /// <summary>
    /// Expected calibration error over 15 bins of the leading probability (Naeini and others 2015): Σ over bins of
    /// (share of the sales) · |how often right − how sure|.
    /// </summary>
    public static double CalibrationError(IReadOnlyList<Verdict> verdicts) =>
        Reliability(verdicts).Sum(bin => bin.Sales * Math.Abs(bin.Right - bin.Sure)) / Math.Max(1, verdicts.Count);

    /// <summary>How often the first suspect was right, by how sure the diagnosis was of it.</summary>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<Verdict> verdicts) =>
    [
        .. from verdict in verdicts
           let sure = verdict.Belief!.Suspects[0].Probability
           group (Sure: sure, Right: IsNamed(verdict, 1) ? 1.0 : 0) by Math.Min(Bins - 1, (int)(sure * Bins)) into bin
           orderby bin.Key
           select new ReliabilityBin(bin.Count(), bin.Average(one => one.Sure), bin.Average(one => one.Right)),
    ];
}

/// <summary>So many sales in which the diagnosis was so sure, and how often it was right.</summary>
public sealed record ReliabilityBin(int Sales, double Sure, double Right);
