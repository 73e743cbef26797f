using Clearswipe.Lab.Runs;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Stories;

/// <summary>Sales by the hundred while everything goes wrong at random, and the same again to the last event.</summary>
public sealed class ReplayStories
{
    [Theory]
    [InlineData("demo", 100, 1)]
    [InlineData("demo", 100, 8583)]
    [InlineData("storm", 50, 20260302)]
    public void Random_faults_lose_no_money_no_secret_and_no_advice(string world, int sales, ulong seed)
    {
        var report = Run(world, sales, seed);

        Assert.True(report.IsClean, $"seed {seed}\n{report.ToText()}");
        // It would prove nothing if nothing had happened.
        Assert.True(report.Blocked > sales / 10 && report.Paid > sales / 2, report.ToText());
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var first = Run("storm", sales: 20, seed: 7);

        Assert.Equal(first.TraceHash, Run("storm", sales: 20, seed: 7).TraceHash);
        Assert.NotEqual(first.TraceHash, Run("storm", sales: 20, seed: 8).TraceHash);
    }

    private static LabReport Run(string world, int sales, ulong seed) =>
        LabRun.Run(World.Find(world), sales, seed, TimeProvider.System);
}
