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
        TrialGroup Group(string name, bool isWhole, Func<string, bool> has) => TrialGroup.Of(
            name, policies.ToDictionary(policy => policy, policy =>
                (IReadOnlyList<Verdict>)[.. verdicts[policy].Where(verdict => has(verdict.Family))]), ceiling) with
            { IsWhole = isWhole };
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
                Group("all", true, _ => true),
                Group("held back", true, world.HeldBack.Contains),
                Group("tuned on", true, family => !world.HeldBack.Contains(family)),
                .. families.Select(name => Group(name, false, family => family == name)),
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

    /// <summary>All sales, or those of all families held back or tuned on: not one family.</summary>
    public bool IsWhole { get; init; }

    public PolicyScore? PolicyOf(string name) => Policies.FirstOrDefault(policy => policy.Policy == name);

    internal static TrialGroup Of(
        string name, IReadOnlyDictionary<string, IReadOnlyList<Verdict>> verdicts, Ceiling ceiling)
    {
        var oracle = verdicts.GetValueOrDefault("oracle");
        var checklist = verdicts.GetValueOrDefault("checklist");
        var believing = verdicts.Values.FirstOrDefault(list => list is [{ Belief: not null }, ..]);
        return new(name, verdicts.Values.First().Count)
        {
            Naming = believing is null ? null : NamingScore.Of(believing, ceiling),
            Policies = [.. verdicts.Select(policy => PolicyScore.Of(policy.Key, policy.Value, oracle, checklist))],
        };
    }
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
