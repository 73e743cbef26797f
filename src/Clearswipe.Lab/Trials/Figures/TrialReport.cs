using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearswipe.Lab.Trials.Figures;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials;

/// <summary>
/// What a trial found: all sales, those of the families that were tuned on, those held back, and each family by itself.
/// </summary>
public sealed record TrialReport
{
    public required string World { get; init; }
    public required Bilingual About { get; init; }
    public required ulong Seed { get; init; }
    public required int Sales { get; init; }
    public required IReadOnlyList<string> Policies { get; init; }
    public required IReadOnlyList<string> HeldBack { get; init; }
    public required IReadOnlyList<TrialGroup> Groups { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TrialReportJson.Readable.TrialReport);

    public string ToText() => TrialText.Of(this);

    /// <summary>A page that stands by itself: no script, no other file.</summary>
    public string ToPage() => TrialPage.Of(this);

    /// <summary>No policy doubled a charge or locked a card against what had been seen.</summary>
    public bool IsClean => Groups.SelectMany(group => group.Policies)
        .All(policy => policy is { Doubles: 0, AvoidableLocks: 0 });

    internal static TrialReport Of(
        TrialWorld world, ulong seed, IReadOnlyList<string> policies,
        IReadOnlyDictionary<string, List<Verdict>> verdicts, Ceiling ceiling)
    {
        TrialGroup Group(string name, Func<string, bool> has) => TrialGroup.Of(
            name, policies.ToDictionary(policy => policy, policy =>
                (IReadOnlyList<Verdict>)[.. verdicts[policy].Where(verdict => has(verdict.Family))]), ceiling);
        var families = verdicts.Values.First().Select(verdict => verdict.Family).Distinct().Order();
        return new()
        {
            World = world.Name,
            About = world.About,
            Seed = seed,
            Sales = verdicts.Values.First().Count,
            Policies = policies,
            HeldBack = world.HeldBack,
            Groups =
            [
                Group("all", _ => true),
                Group("held back", world.HeldBack.Contains),
                Group("tuned on", family => !world.HeldBack.Contains(family)),
                .. families.Select(name => Group(name, family => family == name)),
            ],
        };
    }
}

/// <summary>Sales that belong together.</summary>
public sealed record TrialGroup(string Name, int Sales)
{
    /// <summary>How well the causes were named; null when no policy of the run names causes.</summary>
    public NamingScore? Naming { get; init; }
    public required IReadOnlyList<PolicyScore> Policies { get; init; }

    public PolicyScore? PolicyOf(string name) => Policies.FirstOrDefault(policy => policy.Policy == name);

    internal static TrialGroup Of(
        string name, IReadOnlyDictionary<string, IReadOnlyList<Verdict>> verdicts, Ceiling ceiling)
    {
        var oracle = verdicts.GetValueOrDefault("oracle");
        var checklist = verdicts.GetValueOrDefault("checklist");
        var believing = verdicts.Values.FirstOrDefault(list => list.Count > 0 && list.All(one => one.Belief is not null));
        return new(name, verdicts.Values.First().Count)
        {
            Naming = believing is null ? null : NamingScore.Of(believing, ceiling),
            Policies = [.. verdicts.Select(policy => PolicyScore.Of(policy.Key, policy.Value, oracle, checklist))],
        };
    }
}

/// <summary>
/// How well true causes were named when the sale was blocked first, and how well they could have been from the same
/// evidence (<see cref="Ceiling"/>).
/// </summary>
public sealed record NamingScore(Figure First, Figure FirstThree, double CeilingFirst, double CeilingFirstThree)
{
    /// <summary>First by the ceiling's first; 1 is the best there is.</summary>
    public required Figure FirstByCeiling { get; init; }
    public required Figure Brier { get; init; }
    public required Figure CalibrationError { get; init; }
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

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
            Reliability = Statistics.Reliability(verdicts),
        };
    }
}

/// <summary>How sales ended under one policy.</summary>
public sealed record PolicyScore(string Policy, Figure Paid, Figure SecondsPerPaid, double StepsPerSale)
{
    /// <summary>Seconds of the sales that were paid, given-up ones left out.</summary>
    public required double SecondsOfPaid { get; init; }

    /// <summary>Seconds per paid sale by the oracle policy's, and by the checklist's; null when those did not run.</summary>
    public Figure? ByOracle { get; init; }
    public Figure? ByChecklist { get; init; }
    public required int Locks { get; init; }
    public required int AvoidableLocks { get; init; }
    public required int Doubles { get; init; }
    public required int WrongCalls { get; init; }
    public required int RefusedByGuards { get; init; }

    internal static PolicyScore Of(
        string name, IReadOnlyList<Verdict> verdicts, IReadOnlyList<Verdict>? oracle, IReadOnlyList<Verdict>? checklist)
    {
        var paid = verdicts.Where(verdict => verdict.IsPaid).ToList();
        return new(
            name,
            Statistics.Bootstrap(verdicts, sales => Statistics.ShareOf(sales, sale => sale.IsPaid)),
            Statistics.Bootstrap(verdicts, Statistics.SecondsPerPaid),
            verdicts.Count == 0 ? 0 : verdicts.Average(verdict => verdict.Steps))
        {
            SecondsOfPaid = paid.Count == 0 ? 0 : paid.Average(verdict => verdict.Seconds),
            ByOracle = Ratio(verdicts, oracle),
            ByChecklist = Ratio(verdicts, checklist),
            Locks = verdicts.Count(verdict => verdict.CausedLock),
            AvoidableLocks = verdicts.Count(verdict => verdict.CausedAvoidableLock),
            Doubles = verdicts.Count(verdict => verdict.IsDoubled),
            WrongCalls = verdicts.Sum(verdict => verdict.WrongCalls),
            RefusedByGuards = verdicts.Sum(verdict => verdict.Refused),
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

/// <summary>How a report is written for machines.</summary>
[JsonSerializable(typeof(TrialReport))]
sealed partial class TrialReportJson : JsonSerializerContext
{
    public static readonly TrialReportJson Readable = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
