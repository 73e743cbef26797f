using Clearswipe.Lab.Runs;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Tests.Lab.Runs;

public sealed class LabRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sales_with_random_troubles_leave_no_violation(ulong seed)
    {
        var report = Run(sales: 60, seed);
        Assert.True(report.IsClean, report.ToText());
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

    private static LabReport Run(int sales, ulong seed) =>
        LabRun.Run(World.Find("demo"), sales, seed, TimeProvider.System);
}
