using System.Globalization;
using Clearswipe.Lab.Runs;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Tests.Lab.Runs;

public sealed class LabRunTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sales_with_random_troubles_leave_no_violation(ulong seed)
    {
        var report = Run(sales: 60, seed);
        Assert.True(report.IsClean, report.ToText());
    }

    /// <summary>A storm, a seed each, with power cuts in the middle of writes; about a minute of it.</summary>
    [Fact]
    public void A_storm_leaves_no_violation()
    {
        var runs = ManyRuns.Of(World.Find("storm"), sales: 20, (1001, 1060), stopsAtFirst: false, TimeProvider.System);
        output.WriteLine(runs.ToText());
        Assert.True(runs.IsClean, runs.ToText());
    }

    /// <summary>Every seed that ever found a bug of ours, and what it found.</summary>
    [Theory]
    [MemberData(nameof(PastFailures))]
    public void A_seed_that_found_a_bug_finds_it_no_more(string world, int sales, ulong seed, string found)
    {
        var report = LabRun.Run(World.Find(world), sales, seed, TimeProvider.System);
        Assert.True(report.IsClean, $"It once found: {found}\n{report.ToText()}");
    }

    [Fact]
    public void A_run_is_replayed_to_the_last_event() =>
        Assert.Equal(Run(sales: 25, seed: 9).TraceHash, Run(sales: 25, seed: 9).TraceHash);

    [Fact]
    public void A_report_is_for_people_and_for_machines()
    {
        var report = Run(sales: 5, seed: 3);

        Assert.Contains("5 sales", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"sales\": 5", report.ToJson(), StringComparison.Ordinal);
    }

    public static TheoryData<string, int, ulong, string> PastFailures()
    {
        var seeds = new TheoryData<string, int, ulong, string>();
        var file = Path.Combine(House.House.Root, "tests/Clearswipe.Tests/Lab/Runs/seeds.txt");
        foreach (var line in File.ReadLines(file))
        {
            if (line.Split(' ', 4) is [var world, var sales, var seed, var found] && !world.StartsWith('#'))
                seeds.Add(
                    world, int.Parse(sales, CultureInfo.InvariantCulture),
                    ulong.Parse(seed, CultureInfo.InvariantCulture), found);
        }

        return seeds;
    }

    private static LabReport Run(int sales, ulong seed) =>
        LabRun.Run(World.Find("demo"), sales, seed, TimeProvider.System);
}
