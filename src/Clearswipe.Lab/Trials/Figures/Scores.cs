using Clearswipe.Lab.Trials.Figures;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Lab.Trials;

/// <summary>
/// How well true causes were named when the sale was blocked first, and how well they could have been from the same
/// evidence (<see cref="Ceiling"/>).
/// </summary>
public sealed record NamingScore(Figure First, Figure FirstThree, double CeilingFirst, double CeilingFirstThree)
{
    private const int MistakesShown = 8;

    /// <summary>First by the ceiling's first; 1 is the best there is.</summary>
    public required Figure FirstByCeiling { get; init; }
    public required Figure Brier { get; init; }
    public required Figure CalibrationError { get; init; }

    /// <summary>
    /// The same of the best that could be believed. Among sales chosen by their true family it is not nought either:
    /// who knows only the evidence cannot know that the choice was made.
    /// </summary>
    public required double CeilingCalibrationError { get; init; }
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>What was taken for what most often.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    internal static NamingScore Of(IReadOnlyList<Verdict> verdicts, Ceiling ceiling)
    {
        double First(IReadOnlyList<Verdict> sales) => Statistics.ShareOf(sales, sale => Statistics.IsNamed(sale, 1));
        double Best(IReadOnlyList<Verdict> sales) => Statistics.ShareOf(sales, sale => ceiling.Names(sale, 1));
        return new(
            Statistics.Bootstrap(verdicts, First),
            Statistics.Bootstrap(
                verdicts, sales => Statistics.ShareOf(sales, sale => Statistics.IsNamed(sale, 3))),
            Best(verdicts),
            Statistics.ShareOf(verdicts, sale => ceiling.Names(sale, 3)))
        {
            FirstByCeiling = Statistics.Bootstrap(verdicts, sales => First(sales) / Math.Max(1e-9, Best(sales))),
            Brier = Statistics.Bootstrap(verdicts, Statistics.Brier),
            CalibrationError = Statistics.Bootstrap(verdicts, Statistics.CalibrationError),
            CeilingCalibrationError = Statistics.CalibrationError(ceiling.Believed(verdicts)),
            Reliability = Statistics.Reliability(verdicts),
            Mistakes = [.. MistakesOf(verdicts).Take(MistakesShown)],
        };
    }

    private static IEnumerable<Mistake> MistakesOf(IReadOnlyList<Verdict> verdicts) =>
        from verdict in verdicts
        where !Statistics.IsNamed(verdict, 1)
        group verdict by (verdict.Truth[0], verdict.Belief!.Suspects[0].Cause) into mistake
        orderby mistake.Count() descending
        select new Mistake(mistake.Key.Item1.Value, mistake.Key.Cause.Value, mistake.Count());
}

/// <summary>A cause that was taken for another one, and in how many sales.</summary>
public sealed record Mistake(string Truly, string Named, int Sales);

/// <summary>How sales ended under one policy.</summary>
public sealed record PolicyScore(string Policy, Figure Paid, Figure SecondsPerPaid, double StepsPerSale)
{
    /// <summary>Seconds of the sales that were paid, given-up ones left out.</summary>
    public required double SecondsOfPaid { get; init; }

    /// <summary>Seconds per paid sale by those of the oracle and the checklist; null when those did not run.</summary>
    public Figure? ByOracle { get; init; }
    public Figure? ByChecklist { get; init; }
    public required int Locks { get; init; }
    public required int AvoidableLocks { get; init; }
    public required int Doubles { get; init; }
    public required int WrongCalls { get; init; }
    public required int RefusedByGuards { get; init; }

    /// <summary>How often each step was taken.</summary>
    public required IReadOnlyDictionary<string, int> Steps { get; init; }

    internal static PolicyScore Of(
        string name, IReadOnlyList<Verdict> verdicts, IReadOnlyList<Verdict>? oracle, IReadOnlyList<Verdict>? checklist)
    {
        var paid = verdicts.Where(verdict => verdict.IsPaid).ToList();
        return new(
            name,
            Statistics.Bootstrap(verdicts, sales => Statistics.ShareOf(sales, sale => sale.IsPaid)),
            Statistics.Bootstrap(verdicts, Statistics.SecondsPerPaid),
            verdicts.Count == 0 ? 0 : verdicts.Average(verdict => verdict.Steps.Count))
        {
            SecondsOfPaid = paid.Count == 0 ? 0 : paid.Average(verdict => verdict.Seconds),
            ByOracle = Ratio(verdicts, oracle),
            ByChecklist = Ratio(verdicts, checklist),
            Locks = verdicts.Count(verdict => verdict.CausedLock),
            AvoidableLocks = verdicts.Count(verdict => verdict.CausedAvoidableLock),
            Doubles = verdicts.Count(verdict => verdict.IsDoubled),
            WrongCalls = verdicts.Sum(verdict => verdict.WrongCalls),
            RefusedByGuards = verdicts.Sum(verdict => verdict.Refused),
            Steps = verdicts.SelectMany(verdict => verdict.Steps).GroupBy(step => step)
                .OrderByDescending(step => step.Count())
                .ToDictionary(step => Spelling.Hyphenated(step.Key.ToString()), step => step.Count()),
        };
    }

    // The same sales under both: what differs is who decides.
    private static Figure? Ratio(IReadOnlyList<Verdict> verdicts, IReadOnlyList<Verdict>? others) => others is null
        ? null
        : Statistics.Bootstrap<(Verdict One, Verdict Other)>([.. verdicts.Zip(others)], sales =>
        {
            var other = Statistics.SecondsPerPaid([.. sales.Select(sale => sale.Other)]);
            return other == 0 ? 0 : Statistics.SecondsPerPaid([.. sales.Select(sale => sale.One)]) / other;
        });
}
