using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Sales;

public sealed class SellingTests
{
    [Fact]
    public void A_stripe_and_its_PIN_make_a_paid_sale()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(1250, shop.Host.Books.Values.Sum());
        shop.WaitUntil(() => shop.View.LastReceipt!.IsPrinted, "the receipt");
        Assert.Equal(0, shop.Kernel.Escapes);
        var sale = Assert.Single(shop.Host.Sales);
        Assert.Equal("021", sale.Text(22));
        Assert.True(sale.Has(52));
    }

    [Fact]
    public void A_chip_sends_its_cryptogram_and_the_PIN_online()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Insert(Shop.ChipCard());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        var sale = Assert.Single(shop.Host.Sales);
        Assert.Equal("051", sale.Text(22));
        Assert.True(sale.Has(55));
        Assert.Equal("156", sale.Text(49));
    }

    [Fact]
    public void A_small_tap_needs_no_PIN()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Tap(Shop.ChipCard());
        shop.WaitFor(TillPhase.Paid);

        var sale = Assert.Single(shop.Host.Sales);
        Assert.Equal("072", sale.Text(22));
        Assert.False(sale.Has(52));
    }

    [Fact]
    public void A_tap_above_the_limit_is_asked_to_insert()
    {
        using var shop = new Shop().Open();
        shop.StartSale(150_000);
        shop.Tap(Shop.ChipCard());
        shop.WaitFor(TillPhase.Blocked);

        Assert.Equal(StepKind.InsertChip, shop.View.Steps[0].Kind);
        shop.Insert(Shop.ChipCard());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    [Fact]
    public void A_wrong_PIN_is_asked_once_more_and_then_pays()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer("55"));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin("135791");
        shop.WaitFor(TillPhase.Blocked);
        shop.Take(StepKind.EnterPinAgain);
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(2, shop.Host.Sales.Select(sale => sale.Text(11)).Distinct().Count());
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
        Assert.DoesNotContain(
            shop.Host.Sales, sale => shop.Host.Sales.Count(other => other.Text(11) == sale.Text(11)) > 1);
    }

    [Fact]
    public void The_same_wrong_PIN_is_not_sent_a_second_time()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer("55"));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin("111111");
        shop.WaitFor(TillPhase.Blocked);
        shop.Take(StepKind.EnterPinAgain);
        shop.TypePin("111111");
        shop.WaitFor(TillPhase.Blocked);

        Assert.Single(shop.Host.Sales);
        Assert.Contains(shop.Seen, seen => seen is Observation.PinCompared(_, true));
    }

    [Theory, InlineData("38"), InlineData("75"), InlineData("41"), InlineData("43"), InlineData("04")]
    public void A_card_that_is_locked_or_wanted_is_never_asked_for_a_PIN_again_in_this_sale(string code)
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer(code));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);

        Assert.DoesNotContain(shop.View.Steps, step => step.Kind is StepKind.EnterPinAgain or StepKind.SendAgain);
        shop.Take(StepKind.OtherCard);
        shop.Swipe(Shop.Card());
        shop.WaitFor(TillPhase.Blocked);
        Assert.Single(shop.Host.Sales);
    }

    [Fact]
    public void Partly_approved_leaves_the_rest_to_be_paid_in_cash()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer("10", 1000));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);

        Assert.Equal(Money.Fen(1000), shop.View.PaidSoFar);
        Assert.Equal(Money.Fen(250), shop.View.Due);
        shop.Take(StepKind.PayCash);
        shop.WaitFor(TillPhase.PaidOtherwise);
        Assert.Equal(1000, shop.Host.Books.Values.Sum());
    }

    [Theory, InlineData("11"), InlineData("16"), InlineData("A2"), InlineData("A6")]
    public void The_less_known_approvals_are_approvals(string code)
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer(code));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
    }

    [Theory, InlineData("99"), InlineData("A0"), InlineData("77")]
    public void Keys_out_of_step_are_renewed_by_the_till_and_the_PIN_is_asked_again(string code)
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.Answer(code));
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(2, shop.Host.Heard.Count(message => message.Type == "0800"));
        Assert.DoesNotContain(shop.Views, view => view.Phase == TillPhase.Blocked);
    }

    [Fact]
    public void A_printer_that_fails_never_fails_the_sale()
    {
        using var shop = new Shop().Open();
        shop.Printer.Fault = PrinterState.PaperOut;
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        shop.WaitUntil(() => shop.View.Steps.Count > 0, "help with the paper");

        Assert.False(shop.View.LastReceipt!.IsPrinted);
        Assert.Equal(StepKind.LoadPaper, shop.View.Steps[0].Kind);
        shop.Printer.LoadPaper();
        shop.Take(StepKind.LoadPaper);
        shop.WaitUntil(() => shop.View.LastReceipt!.IsPrinted, "the receipt");
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Fact]
    public void A_code_on_the_display_pays_too()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Take(StepKind.PayQr);
        shop.WaitFor(TillPhase.AwaitingWallet);
        Assert.True(shop.Wallet.Pay(new WalletOrder($"{shop.View.Sale}-1", Money.Fen(1250))));
        shop.WaitFor(TillPhase.PaidOtherwise);

        Assert.Empty(shop.Host.Sales);
    }

    [Fact]
    public void A_cancelled_code_is_closed_before_another_way_is_offered()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Take(StepKind.PayQr);
        shop.WaitFor(TillPhase.AwaitingWallet);
        var order = new WalletOrder($"{shop.View.Sale}-1", Money.Fen(1250));
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.Blocked);

        Assert.False(shop.Wallet.Pay(order));
        shop.Take(StepKind.PayCash);
        shop.WaitFor(TillPhase.PaidOtherwise);
    }
}
