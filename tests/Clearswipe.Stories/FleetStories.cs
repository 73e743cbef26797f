using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Links;
using Clearswipe.Prevention.Incidents;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>More than one till: a spare one at hand, and a watch that tells all of them (P3, P4).</summary>
public sealed class FleetStories : Story
{
    [Fact]
    public void P3_an_open_sale_moves_to_the_spare_till_in_seconds()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.Till.Keypad.Plug(isIn: false);
        Lane.Shows(TillPhase.Blocked);

        var began = Kernel.Time.GetUtcNow();
        SpareLane.TakesOver(Lane.HandsOver());
        var view = SpareLane.Shows(TillPhase.AwaitingCard);
        Assert.InRange(Kernel.Time.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal((Money.Fen(1250), Lane.View.Sale), (view.Due, view.Sale));

        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void P3_a_sale_whose_outcome_is_unknown_moves_and_no_card_is_charged_before_it_is_settled()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Back, new Mishap.Lost { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));
        Break("ethernet");
        Break("4g");
        Lane.Shows(TillPhase.Checking);
        Wait(TimeSpan.FromMinutes(2));

        var package = Lane.HandsOver();
        Assert.Single(package.Unsettled);
        SpareLane.TakesOver(package);
        Assert.Empty(SpareLane.Shows(TillPhase.Blocked).ReadBy);

        Mend("ethernet");
        Mend("4g");
        Wait(TimeSpan.FromMinutes(3));
        Assert.Equal(Money.Fen(0), PaidBy("harbour-good"));
        SpareLane.TakesOver(Lane.Till.Till.PackageOf(package.Sale)!);
        Assert.NotEmpty(SpareLane.Shows(TillPhase.Blocked).ReadBy);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void P4_a_bank_that_is_down_is_named_once_and_told_to_the_other_counter()
    {
        foreach (var card in new[] { "rivergate-good", "weak", "last-try", "over-limit" })
            PayInCashFor(card);

        var incident = Assert.Single(Shop.Desk.Incidents);
        Assert.Equal(new Scope.OneIssuer(new IssuerId("rivergate")), incident.Scope);
        Assert.Equal(4, incident.CardsHurt);

        Wait(TimeSpan.FromMinutes(2));
        Assert.Contains("rivergate", SpareLane.View.NoticeTexts.Single().En, StringComparison.Ordinal);
        SpareLane.RingsUpAndInserts(1250, Card("rivergate-good"));
        HearsNothing();
        SpareLane.TypesPinOf(Card("rivergate-good"));
        var view = SpareLane.IsBlockedBy("issuer-failing");
        Assert.Contains("other counters", view.Counsel!.Why.En, StringComparison.Ordinal);
        SpareLane.Takes(StepKind.OtherCard);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
        Assert.Single(Shop.Desk.Incidents);
    }

    [Fact]
    public void P4_when_all_banks_fail_at_once_the_one_incident_is_what_they_share()
    {
        foreach (var bank in Shop.BankLines)
            Break(bank.Name);
        Wait(TimeSpan.FromMinutes(3));

        Assert.Equal(new Scope.AllIssuers(), Assert.Single(Shop.Desk.Incidents, one => one.IsOpen).Scope);
        Assert.Equal(3, Lane.View.NoticeTexts.Count);
        foreach (var bank in Shop.BankLines)
            Mend(bank.Name);
        Wait(TimeSpan.FromMinutes(3));
        Assert.DoesNotContain(Shop.Desk.Incidents, one => one.IsOpen);
        Assert.Empty(Lane.View.NoticeTexts);
    }

    // The line stands and echoes are answered; the bank behind it decides nothing any more.
    private void HearsNothing() => Line("rivergate").Next(Way.Out, new Mishap.Lost { Type = "0200" });

    private void PayInCashFor(string card)
    {
        Lane.RingsUpAndInserts(1250, Card(card));
        HearsNothing();
        Lane.TypesPinOf(Card(card));
        Lane.Shows(TillPhase.Blocked);
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
        Lane.Finishes();
    }
}
