using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Sales;

/// <summary>The sale moves: another card, another way, another day, another till.</summary>
public sealed class MovingTests
{
    [Theory]
    [InlineData(StripeCondition.Demagnetised, StripeRead.NoFlux)]
    [InlineData(StripeCondition.Scratched, StripeRead.ParityErrors)]
    public void A_bad_stripe_is_told_from_its_bits_and_another_card_pays(StripeCondition stripe, StripeRead rung)
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.Card(stripe));
        shop.WaitFor(TillPhase.Blocked);

        Assert.Contains(shop.Seen, seen => seen is Observation.StripeWasRead read && read.Result == rung);
        shop.Take(StepKind.OtherCard);
        shop.Swipe(Shop.Card(account: 2));
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    [Fact]
    public void A_chip_card_is_never_swiped_here()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.ChipCard());
        shop.WaitFor(TillPhase.Blocked);

        Assert.Contains(shop.Seen, seen => seen is Observation.StripeWasRead { Result: StripeRead.HasChip });
        Assert.DoesNotContain(
            shop.View.Steps, step => step.Kind is StepKind.SwipeAgain or StepKind.ChangeLine);
        Assert.Empty(shop.Host.Sales);
    }

    [Fact]
    public void Where_the_country_allows_it_the_stripe_stands_in_for_a_chip_that_failed()
    {
        using var shop = new Shop();
        shop.Settings = shop.Settings with { FallbackAllowed = true };
        shop.Open();
        shop.StartSale(1250);
        shop.Insert(Shop.ChipCard(ChipCondition.Silent));
        shop.WaitFor(TillPhase.Blocked);
        shop.Take(StepKind.OtherCard);
        shop.Swipe(Shop.ChipCard(ChipCondition.Silent));
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    [Fact]
    public void A_card_presented_again_without_a_button_is_taken_as_that_step()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Insert(Shop.ChipCard(ChipCondition.RemovedEarly));
        shop.WaitFor(TillPhase.Blocked);
        shop.Insert(Shop.ChipCard());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    [Fact]
    public void Each_attempt_of_a_chip_makes_a_fresh_cryptogram()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer("55"));
        shop.StartSale(1250);
        shop.Insert(Shop.ChipCard());
        shop.TypePin("135791");
        shop.WaitFor(TillPhase.Blocked);
        shop.Take(StepKind.EnterPinAgain);
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(2, shop.Host.Sales.Count());
        Assert.Distinct(shop.Host.Sales.Select(sale => Convert.ToHexString(sale.Bytes(55)!.Value.Span)));
    }

    [Fact]
    public void Nobody_presents_a_card_and_the_till_says_so_instead_of_waiting_for_ever()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.WaitFor(TillPhase.Blocked);

        Assert.Contains(shop.Seen, seen => seen is Observation.CardWasTapped { Result: TapRead.NothingInField });
    }

    [Fact]
    public void A_bank_in_maintenance_is_told_and_the_sale_waits_for_it()
    {
        using var shop = new Shop().Open();
        Learn(shop);
        var until = shop.Kernel.Time.GetUtcNow() + TimeSpan.FromMinutes(10);
        shop.Host.Notices = $"M:harbour:{shop.Kernel.Time.GetUtcNow():yyyyMMddHHmm}:{until:yyyyMMddHHmm}";
        shop.WaitUntil(() => shop.View.Notices.Count == 1, "the notice");
        Assert.NotEqual("", shop.View.NoticeTexts[0].Zh);

        shop.Host.Deeds.Enqueue(new Deed.Answer("91"));
        shop.StartSale(2000);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);
        Assert.Contains(shop.Seen, seen => seen is Observation.IssuerInMaintenance);
        shop.Take(StepKind.Park);
        shop.WaitFor(TillPhase.Parked);
        Assert.False(Assert.Single(shop.View.Parked).BankIsBack);

        shop.Host.Notices = "";
        shop.WaitUntil(() => shop.View.Parked.Single().BankIsBack, "the bank");
        shop.Till.ResumeParked(shop.View.Parked[0].Sale);
        shop.WaitFor(TillPhase.AwaitingCard);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        Assert.Empty(shop.View.Parked);
    }

    [Fact]
    public void A_bank_is_not_called_back_before_the_host_had_time_to_find_it_away()
    {
        using var shop = new Shop().Open();
        Learn(shop);
        shop.Host.Deeds.Enqueue(new Deed.Answer("91"));
        shop.StartSale(2000);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);
        shop.Take(StepKind.Park);
        shop.WaitFor(TillPhase.Parked);
        Assert.False(Assert.Single(shop.View.Parked).BankIsBack);

        shop.Host.Notices = $"D:harbour:{shop.Kernel.Time.GetUtcNow():yyyyMMddHHmm}";
        shop.Pass(TimeSpan.FromMinutes(5));
        Assert.False(Assert.Single(shop.View.Parked).BankIsBack);

        shop.Host.Notices = "";
        shop.WaitUntil(() => shop.View.Parked.Single().BankIsBack, "the bank");
        shop.Till.ResumeParked(shop.View.Parked[0].Sale);
        shop.WaitFor(TillPhase.AwaitingCard);
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
    }

    [Fact]
    public void A_sale_goes_on_at_the_spare_till_and_only_there()
    {
        using var shop = new Shop().Open();
        using var spare = Spare();
        shop.StartSale(1250);
        var package = shop.HandOver()!;
        Assert.Equal(TillPhase.HandedOver, shop.View.Phase);
        Assert.Equal(Money.Fen(1250), package.Due);

        spare.Till.TakeOver(package);
        spare.WaitFor(TillPhase.AwaitingCard);
        spare.Swipe(Shop.Card());
        spare.TypePin();
        spare.WaitFor(TillPhase.Paid);
        Assert.Empty(shop.Host.Sales);
    }

    [Fact]
    public void An_unknown_attempt_stays_with_its_till_and_the_spare_one_charges_no_card_before_it_is_settled()
    {
        using var shop = new Shop().Open();
        using var spare = Spare();
        shop.Host.Deeds.Enqueue(new Deed.ChargeSilently());
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.Host.IsSilent = true;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 1, "an open reversal");
        var package = shop.HandOver()!;
        Assert.Single(package.Unsettled);

        spare.Till.TakeOver(package);
        spare.WaitFor(TillPhase.Blocked);
        Assert.Empty(spare.View.ReadBy);
        Assert.DoesNotContain(spare.View.Steps, step => step.Kind is StepKind.OtherCard or StepKind.SendAgain);

        shop.Host.IsSilent = false;
        shop.WaitUntil(() => shop.Till.PackageOf(package.Sale)!.Unsettled.Count == 0, "the settled attempt");
        Assert.Empty(shop.Host.Books);
        spare.Till.TakeOver(shop.Till.PackageOf(package.Sale)!);
        spare.WaitUntil(() => spare.View.ReadBy.Count > 0, "a card to be asked for");
        spare.Take(StepKind.OtherCard);
        spare.Swipe(Shop.Card());
        spare.TypePin();
        spare.WaitFor(TillPhase.Paid);
    }

    [Fact]
    public void Commands_that_are_not_allowed_now_change_nothing()
    {
        using var shop = new Shop().Open();
        shop.Till.Cancel();
        shop.Till.Take(new StepId("pay-cash"));
        shop.Till.Answer(new StepId("ask-card-look"), "dirty");
        shop.Till.StartSale(Money.Fen(0));
        shop.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TillPhase.Idle, shop.View.Phase);

        shop.Till.ChooseLanguage(Language.English);
        shop.StartSale(100);
        shop.Till.StartSale(Money.Fen(999));
        shop.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(Money.Fen(100), shop.View.Amount);
        Assert.Equal(Language.English, shop.View.Language);
    }

    private static void Learn(Shop shop)
    {
        shop.StartSale(100);
        shop.Swipe(Shop.Card(account: 3));
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    private static Shop Spare()
    {
        var spare = new Shop(2);
        spare.Settings = spare.Settings with { Terminal = new TerminalId("10000002") };
        return spare.Open();
    }
}
