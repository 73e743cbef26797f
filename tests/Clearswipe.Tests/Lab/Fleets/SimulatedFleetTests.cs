using Clearswipe.Lab.Fleets;

namespace Clearswipe.Tests.Lab.Fleets;

/// <summary>The figures of `bench diagnosis --fleet`, in small: seeds are fixed, so each run is the same.</summary>
public sealed class SimulatedFleetTests
{
    [Fact]
    public void A_well_fleet_raises_no_alarm() => Assert.Empty(FleetYardstick.FalseAlarms(seed: 1, sales: 100_000));

    [Fact]
    public void A_bank_that_answers_every_card_that_it_is_down_is_named_within_four_cards_that_failed()
    {
        var found = FleetYardstick.Outages(seed: 2, count: 5, share: 1, silent: false);
        Assert.All(found, outage => Assert.InRange(outage.Failed, 1, 4));
        Assert.All(found, outage => Assert.True(outage.ScanNames));
    }

    [Fact]
    public void A_silent_bank_is_named_before_its_first_card_is_given_up()
    {
        var found = FleetYardstick.Outages(seed: 3, count: 2, share: 1, silent: true);
        Assert.All(found, outage => Assert.Equal((0, false), (outage.Failed, outage.Missed)));
    }
}
