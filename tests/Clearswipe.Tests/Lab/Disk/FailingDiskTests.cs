using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Disk;
using Clearswipe.Tests.Lab.Shops;

namespace Clearswipe.Tests.Lab.Disk;

/// <summary>A part whose disk fails takes no cards, keeps what it knows, says so, and goes on afterwards.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private static readonly DiskFaults Full = new() { Capacity = 0 };
    private static readonly DiskFaults SyncFails = new() { SyncFails = true };

    private readonly LabShop _lab = new(isOnDisks: true);

    public static TheoryData<string, DiskFaults> Failures => new()
    {
        { "sync", SyncFails },
        { "full", Full },
    };

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_till_that_cannot_write_takes_no_cards_and_says_so(string fault, DiskFaults faults)
    {
        _lab.Sell("harbour-good");
        _lab.Till.Station.Disk!.Faults = faults;

        var story = _lab.Sell("rivergate-good");

        Assert.True(story.Ended == TillPhase.OutOfOrder, $"{fault}: {story}");
        Assert.Contains("cannot keep its records", _lab.Till.Till.View.Cashier.En, StringComparison.Ordinal);
        Assert.False(_lab.Till.Till.View.MayStartSale);
        GoesOn();
    }

    [Theory]
    [InlineData("switch")]
    [InlineData("rivergate")]
    public void A_switch_or_a_bank_that_cannot_write_loses_and_doubles_nothing(string station)
    {
        Disk(station).Faults = SyncFails;

        var story = _lab.Sell("rivergate-good");

        Assert.NotEqual(TillPhase.Paid, story.Ended);
        Assert.False(_lab.Shop.IsAlive(station), "it ended, to be started again");
        GoesOn();
    }

    [Theory]
    [InlineData("till-10000001", 36)]
    [InlineData("switch", 24)]
    [InlineData("rivergate", 18)]
    public void A_power_cut_at_any_write_of_a_sale_loses_and_doubles_nothing(string station, int writes)
    {
        for (var write = 1; write <= writes; write++)
        {
            Disk(station).CutPowerAt(write);
            _lab.Sell("rivergate-good");
            Disk(station).Forgive();
            GoesOn();
        }

        Assert.True(Disk(station).PowerCuts > writes / 2, $"only {Disk(station).PowerCuts} cuts came");
    }

    private SimDisk Disk(string station) => _lab.Shop.Stations.First(one => one.Name == station).Disk!;

    private void GoesOn()
    {
        foreach (var station in _lab.Shop.Stations)
            station.Disk!.Faults = DiskFaults.None;
        _lab.Wait(TimeSpan.FromSeconds(10));
        _lab.Kernel.Run(_lab.Shop.Heal);
        _lab.Wait(TimeSpan.FromMinutes(12));
        // A sale that was left waiting for its outcome comes to its own end first.
        if (!_lab.Till.Till.View.MayStartSale)
            _lab.Sell("harbour-good");
        var next = _lab.Sell("harbour-good");
        Assert.True(next.Ended == TillPhase.Paid, $"{next}");
        _lab.Wait(TimeSpan.FromMinutes(1));
        Assert.True(_lab.Shop.Audit().IsClean, $"{_lab.Shop.Audit()}");
    }
}
