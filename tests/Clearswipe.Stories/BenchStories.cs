using Clearswipe.Tests.Store.Postgres;

namespace Clearswipe.Stories;

/// <summary>The bench measures what it says, over files and over PostgreSQL.</summary>
public sealed class BenchStories
{
    [Fact]
    public async Task Over_files_every_sale_is_approved_and_the_ratios_are_said() => await Measures();

    [Fact]
    public async Task Over_PostgreSQL_every_sale_is_approved_and_the_ratios_are_said()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed");

        var said = await Measures("--postgres", Cluster.OfTheRun.NewDatabase());

        Assert.Contains("of single inserts", said, StringComparison.Ordinal);
    }

    private static async Task<string> Measures(params string[] over)
    {
        using var bench = ProgramRun.Clearswipe(["bench", "switch", "--connections", "8", "--seconds", "1", .. over]);

        Assert.True(await bench.End() == 0, bench.Said);
        Assert.DoesNotContain("NOT APPROVED", bench.Said, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"durable sales +0 ", bench.Said);
        Assert.Matches(@"\d+ ?% of the echo, \d+ ?% of bare commits", bench.Said);
        Assert.Matches(@"each there: [\d.]+ µs of processor time, [\d,]+ bytes allocated", bench.Said);
        return bench.Said;
    }
}
