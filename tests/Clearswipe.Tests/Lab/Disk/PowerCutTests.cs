using Clearswipe.Lab.Disk;

namespace Clearswipe.Tests.Lab.Disk;

/// <summary>What the store acknowledged outlives the power, and a disk that would not keep it is found out.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    [Fact]
    public void Nothing_acknowledged_is_lost_in_two_thousand_power_cuts()
    {
        var cuts = Survive(2_000, disk => new StoreNotebook(disk));

        Assert.True(cuts.Acknowledged > 10_000, $"only {cuts.Acknowledged} notes were acknowledged");
        Assert.Equal((0, 0), (cuts.Lost, cuts.Corrupt));
    }

    [Fact]
    public void A_sync_that_is_left_out_loses_what_was_acknowledged()
    {
        var cuts = Survive(50, disk => new PlainNotebook(disk, "normal"));

        Assert.True(cuts.Lost > 50, $"only {cuts.Lost} notes were lost");
    }

    [Fact]
    public void A_disk_that_lies_about_its_syncs_is_found_out()
    {
        var cuts = Survive(50, disk => new StoreNotebook(disk), new DiskFaults { LiesAboutSync = true });

        Assert.True(cuts.Lost > 50, $"only {cuts.Lost} notes were lost");
    }

    private PowerCuts Survive(int count, Func<SimDisk, INotebook> open, DiskFaults? faults = null)
    {
        var cuts = new PowerCuts(seed: 1, open) { Faults = faults ?? DiskFaults.None };
        cuts.Survive(count);
        output.WriteLine($"{cuts.Acknowledged} kept, {cuts.Lost} lost, {cuts.Corrupt} corrupt, {cuts.CutsASecond:0}/s");
        return cuts;
    }
}
