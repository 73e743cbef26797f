using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Sales;

/// <summary>The plug is pulled at every step of a sale, and the same file is opened again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(TillPhase.AwaitingCard)]
    [InlineData(TillPhase.AwaitingPin)]
    public void Before_anything_was_sent_the_sale_is_simply_not_paid(TillPhase phase)
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        if (phase == TillPhase.AwaitingPin)
            shop.Swipe(Shop.Card());
        shop.WaitFor(phase);
        shop.LosePower();
        shop.Open();

        Assert.Empty(shop.Host.Sales);
        Assert.Empty(shop.View.OpenReversals);
        Assert.True(shop.View.MayStartSale);
    }

    [Fact]
    public void On_its_way_and_charged_the_sale_is_found_paid_and_its_receipt_is_offered()
    {
        using var shop = OnItsWay(new Deed.ChargeSilently());
        shop.LosePower();
        shop.Open();

        Assert.Equal(1250, shop.Host.Books.Values.Sum());
        Assert.Empty(shop.Host.Reversals);
        Assert.False(shop.View.LastReceipt!.IsPrinted);
        Assert.True(shop.View.MayReprint);
        shop.Till.Reprint();
        shop.WaitUntil(() => shop.View.LastReceipt!.IsPrinted, "the receipt");
    }

    [Fact]
    public void On_its_way_and_never_heard_the_sale_is_reversed_as_found_after_a_restart()
    {
        using var shop = OnItsWay(new Deed.NeverHear());
        shop.LosePower();
        shop.Open();

        Assert.Equal("06", Assert.Single(shop.Host.Reversals).Text(39));
        Assert.Empty(shop.Host.Books);
        Assert.Empty(shop.View.OpenReversals);
    }

    [Fact]
    public void A_reversal_that_was_open_goes_on_after_a_restart()
    {
        using var shop = OnItsWay(new Deed.ChargeSilently());
        shop.Host.IsSilent = true;
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        shop.LosePower();
        shop.Open();
        Assert.Single(shop.View.OpenReversals);

        shop.Host.IsSilent = false;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "the end of the reversal");
        Assert.Empty(shop.Host.Books);
    }

    [Fact]
    public void Without_a_line_the_till_still_starts_and_forgets_nothing()
    {
        using var shop = OnItsWay(new Deed.ChargeSilently());
        (shop.Wire.Broken, shop.Radio.Broken) = (Hop.Gateway, Hop.Radio);
        shop.LosePower();
        shop.Open();
        Assert.Single(shop.View.OpenReversals);

        (shop.Wire.Broken, shop.Radio.Broken) = (Hop.None, Hop.None);
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "the end of the reversal");
        Assert.Empty(shop.Host.Books);
    }

    [Fact]
    public void A_sale_that_was_paid_in_part_is_parked_with_its_part()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer("10", 1000));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);
        shop.LosePower();
        shop.Open();

        var parked = Assert.Single(shop.View.Parked);
        Assert.Equal(Money.Fen(250), parked.Due);
        shop.Till.ResumeParked(parked.Sale);
        shop.WaitFor(TillPhase.AwaitingCard);
        shop.Swipe(Shop.Card(account: 2));
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Fact]
    public void A_crash_at_any_moment_leaves_one_truth_and_no_number_twice()
    {
        // Each seed is some events later than the one before, through the whole of the sale.
        for (var seed = 1UL; seed <= 60; seed++)
        {
            using var shop = new Shop(seed).Open();
            shop.Host.Deeds.Enqueue(seed % 2 == 0 ? new Deed.ChargeSilently() : new Deed.Answer("00"));
            shop.StartSale(1250);
            shop.Swipe(Shop.Card());
            shop.TypePin();
            var sale = shop.View.Sale!.Value;
            var turns = 0UL;
            shop.WaitUntil(() => turns++ >= seed * 3, "the moment of the power cut");
            var wasPaid = shop.View.Phase == TillPhase.Paid;
            shop.LosePower();
            shop.Open();
            shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "rest");

            var isPaid = shop.Till.PackageOf(sale) is { Due.MinorUnits: 0 };
            Assert.Equal(isPaid ? 1250 : 0, shop.Host.Books.Values.Sum());
            Assert.True(isPaid || !wasPaid, $"seed {seed}: shown as paid, and not paid");
            Assert.Null(EvidenceRow.FirstBroken(shop.Till.EvidenceOf(sale)));
            var traces = shop.Host.Heard.Where(message => message.Type != "0400").Select(message => message.Text(11));
            Assert.Distinct(traces);
        }
    }

    private static Shop OnItsWay(Deed deed)
    {
        var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(deed);
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitUntil(() => shop.Host.Sales.Any(), "the request");
        return shop;
    }
}
