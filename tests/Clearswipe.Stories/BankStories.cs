using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>Banks and the payment system, closed, failing and back again (C9, R5).</summary>
public sealed class BankStories : Story
{
    [Fact]
    public void C9_a_bank_in_maintenance_is_known_before_its_card_comes()
    {
        OpenAt(1, 30);
        Wait(TimeSpan.FromMinutes(2));
        var ahead = Lane.View.NoticeTexts.Single().Zh;
        Assert.Contains("02:00", ahead, StringComparison.Ordinal);
        Assert.Contains("04:00", ahead, StringComparison.Ordinal);
        Lane.Sells(1250, Card("rivergate-good"));

        Wait(TimeSpan.FromMinutes(40));
        Assert.Contains("维护中", Lane.View.NoticeTexts.Single().Zh, StringComparison.Ordinal);
        Lane.RingsUpAndInserts(1350, Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        var view = Lane.IsBlockedBy("issuer-maintenance");
        Assert.Contains("04:00", view.Customer.En, StringComparison.Ordinal);

        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
        Assert.Empty(Shop.Desk.Incidents);
    }

    [Fact]
    public void C9_a_bank_that_cannot_be_reached_is_told_before_its_card_comes_and_well_again_when_it_is_back()
    {
        Break("harbour");
        Wait(TimeSpan.FromMinutes(3));
        Assert.Contains("harbour", Lane.View.NoticeTexts.Single().En, StringComparison.Ordinal);

        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Assert.Equal(StepKind.OtherCard, Lane.IsBlockedBy("issuer-failing").Steps[0].Kind);
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.Shows(TillPhase.Paid);
        Lane.Finishes();

        Mend("harbour");
        Wait(TimeSpan.FromMinutes(3));
        Assert.Empty(Lane.View.NoticeTexts);
        Lane.Sells(1250, Card("harbour-good"));
    }

    [Fact]
    public void C9_a_payment_system_that_is_down_is_told_from_a_bank_and_from_a_line()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Kernel.Run(() => Shop.Kill("switch"));
        Lane.TypesPinOf(Card("harbour-good"));

        var view = Lane.IsBlockedBy("line-host-unreached");
        Assert.Equal("the payment host cannot be connected to", view.Counsel!.Why.En);
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
        Kernel.Run(() => Shop.Restart("switch"));
    }

    [Fact]
    public void R5_a_sale_is_parked_and_announced_when_the_bank_is_back()
    {
        OpenAt(3, 45);
        Wait(TimeSpan.FromMinutes(2));
        Lane.RingsUpAndInserts(1250, Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.IsBlockedBy("issuer-maintenance");
        Lane.Takes(StepKind.Park);
        Lane.Shows(TillPhase.Parked);
        Lane.Finishes();
        Wait(TimeSpan.FromMinutes(5));
        Assert.False(Lane.View.Parked.Single().BankIsBack);

        // Another customer pays meanwhile, and the parked sale waits.
        Lane.Sells(800, Card("harbour-good"));
        Wait(TimeSpan.FromMinutes(10));
        Assert.True(Lane.View.Parked.Single().BankIsBack);
        Lane.Resumes(Lane.View.Parked.Single());
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Assert.Empty(Lane.Shows(TillPhase.Paid).Parked);
        Assert.Equal(Money.Fen(1250), PaidBy("rivergate-good"));
    }

    [Fact]
    public void R5_a_bank_that_went_away_unannounced_is_not_called_back_before_it_is()
    {
        Break("harbour");
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.IsBlockedBy("issuer-failing");
        Lane.Takes(StepKind.Park);
        Lane.Shows(TillPhase.Parked);
        Assert.False(Lane.View.Parked.Single().BankIsBack);
        Wait(TimeSpan.FromMinutes(10));
        Assert.False(Lane.View.Parked.Single().BankIsBack);
        Assert.DoesNotContain(Lane.Shown.SelectMany(view => view.Parked), parked => parked.BankIsBack);

        Mend("harbour");
        Wait(TimeSpan.FromMinutes(3));
        Assert.True(Lane.View.Parked.Single().BankIsBack);
        Lane.Resumes(Lane.View.Parked.Single());
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    // Rivergate's weekly window in the demo's calendar is from two to four on Thursdays.
    private void OpenAt(int hour, int minute) => Given(world => world with
    {
        Start = new DateTimeOffset(2026, 3, 5, hour, minute, 0, TimeSpan.FromHours(8)),
    });
}
