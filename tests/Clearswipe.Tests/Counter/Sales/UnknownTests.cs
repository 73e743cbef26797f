using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Sales;

/// <summary>What becomes of a sale whose outcome nobody knows.</summary>
public sealed class UnknownTests
{
    [Fact]
    public void A_lost_answer_is_looked_up_and_the_sale_is_paid_once()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.WaitFor(TillPhase.Paid);

        Assert.Single(shop.Host.Sales);
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
        Assert.Empty(shop.Host.Reversals);
        Assert.Contains(shop.Views, view => view.Phase == TillPhase.Checking);
    }

    [Fact]
    public void A_request_that_never_arrived_is_reversed_and_the_sale_can_go_on()
    {
        using var shop = Sent(new Deed.NeverHear());
        shop.WaitFor(TillPhase.Blocked);

        Assert.Equal("98", Assert.Single(shop.Host.Reversals).Text(39));
        Assert.Empty(shop.View.OpenReversals);
        shop.Take(StepKind.SendAgain);
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Theory, InlineData("68"), InlineData("98")]
    public void A_host_that_does_not_know_either_is_no_refusal(string code)
    {
        using var shop = Sent(new Deed.Answer(code));
        shop.WaitUntil(() => shop.Host.Reversals.Any(), "the reversal");
        shop.WaitFor(TillPhase.Blocked);

        Assert.Empty(shop.Host.Books);
    }

    [Fact]
    public void A_reversal_carries_no_track_and_no_PIN_block()
    {
        using var shop = Sent(new Deed.NeverHear());
        shop.WaitFor(TillPhase.Blocked);

        var (sale, reversal) = (Assert.Single(shop.Host.Sales), Assert.Single(shop.Host.Reversals));
        foreach (var field in new[] { 35, 52, 53, 55, 26 })
            Assert.False(reversal.Has(field));
        foreach (var field in new[] { 2, 3, 4, 11, 12, 13, 22, 25, 41, 42, 49 })
            Assert.Equal(sale.Text(field), reversal.Text(field));
    }

    [Fact]
    public void An_answer_with_a_wrong_MAC_is_none_and_brings_new_keys()
    {
        using var shop = Sent(new Deed.AnswerWithBadMac());
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(2, shop.Host.Heard.Count(message => message.Type == "0800"));
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
        Assert.Contains(shop.Seen, seen => seen is Observation.AnswerMacWrong);
    }

    [Fact]
    public void Keys_changed_behind_the_back_are_found_out_and_the_PIN_is_asked_again()
    {
        using var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.WaitFor(TillPhase.AwaitingPin);
        shop.Host.ForgetKeys();
        shop.Host.KnowsLookUps = true;
        shop.Host.Deeds.Enqueue(new Deed.Answer("A0"));
        shop.TypePin();
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Fact]
    public void An_answer_to_another_request_is_evidence_and_never_a_verdict()
    {
        using var shop = Sent(new Deed.AnswerForAnother());
        shop.WaitUntil(() => shop.Seen.Any(seen => seen is Observation.AnswerDidNotMatch), "the unmatched answer");

        Assert.DoesNotContain(shop.Views, view => SpeaksOfThePin(view) && view.Phase != TillPhase.AwaitingPin);
    }

    [Fact]
    public void An_answer_that_comes_late_pays_nothing_by_itself()
    {
        using var shop = Sent(new Deed.AnswerLate(TimeSpan.FromSeconds(31)));
        shop.WaitFor(TillPhase.Paid);

        Assert.Contains(shop.Seen, seen => seen is Observation.LateAnswer);
        Assert.Contains(shop.Host.Heard, message => message.Type == "0820" && message.Has(61));
    }

    [Fact]
    public void While_the_outcome_is_unknown_there_is_no_button_to_pay_again()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.Host.IsSilent = true;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 1, "an open reversal");

        Assert.Equal(TillPhase.Checking, shop.View.Phase);
        Assert.False(shop.View.MayStartSale);
        Assert.Empty(shop.View.ReadBy);
        Assert.All(shop.View.Steps, step => Assert.True(
            step.Kind is StepKind.Reverse or StepKind.LookUp or StepKind.ChangeLine or StepKind.SignOn));
        shop.Host.IsSilent = false;
        shop.WaitFor(TillPhase.Blocked);
        Assert.Empty(shop.Host.Books);
    }

    [Fact]
    public void A_reversal_is_tried_until_it_is_answered_however_long_that_takes()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.Host.KnowsLookUps = false;
        shop.Host.AnswersReversals = false;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 1, "an open reversal");
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        shop.Pass(TimeSpan.FromHours(2));
        var tries = shop.Host.Reversals.Count();
        Assert.InRange(tries, 60, 200);

        shop.Host.AnswersReversals = true;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "the end of the reversal");
        Assert.Single(shop.Host.Reversals.Select(reversal => reversal.Text(11)).Distinct());
    }

    [Theory, InlineData("00"), InlineData("12"), InlineData("25")]
    public void Three_codes_end_a_reversal(string code)
    {
        using var shop = Sent(new Deed.NeverHear(), host => host.ReversalCode = code);
        shop.WaitFor(TillPhase.Blocked);

        Assert.Single(shop.Host.Reversals);
    }

    [Fact]
    public void Contradicting_amounts_end_nothing()
    {
        using var shop = Sent(new Deed.NeverHear(), host => host.ReversalCode = "64");
        shop.WaitUntil(() => shop.Host.Reversals.Count() > 1, "a second try");

        Assert.Equal(TillPhase.Checking, shop.View.Phase);
    }

    [Fact]
    public void Cancelling_a_request_on_its_way_becomes_a_reversal_even_when_it_was_approved()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        shop.WaitUntil(() => shop.Host.Reversals.Any(), "the reversal");
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "its end");

        Assert.Empty(shop.Host.Books);
        Assert.DoesNotContain(shop.Views, view => view.Phase == TillPhase.Paid);
    }

    [Fact]
    public void A_part_that_was_approved_is_given_back_when_the_sale_is_cancelled()
    {
        using var shop = Sent(new Deed.Answer("10", 1000));
        shop.WaitFor(TillPhase.Blocked);
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        shop.WaitUntil(() => shop.Host.Books.Count == 0, "the reversal");

        Assert.Equal("000000001250", Assert.Single(shop.Host.Reversals).Text(4));
    }

    [Fact]
    public void A_sale_on_its_way_cannot_be_handed_over()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.WaitFor(TillPhase.Sending);

        Assert.Null(shop.HandOver());
    }

    [Fact]
    public void The_same_card_and_amount_wait_for_the_first_to_be_settled()
    {
        using var shop = Sent(new Deed.ChargeSilently());
        shop.WaitUntil(() => shop.Host.Sales.Any(), "the request");
        shop.Host.AnswersReversals = false;
        shop.WaitUntil(() => shop.Host.Sales.Any(), "the first sale");
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.WaitUntil(() => shop.View is { Phase: TillPhase.Checking, Counsel: not null }, "the check");
        Assert.Single(shop.Host.Sales);

        shop.Host.AnswersReversals = true;
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Fact]
    public void A_line_that_cannot_be_dialled_sent_nothing_and_the_next_one_takes_over()
    {
        using var shop = new Shop().Open();
        shop.Wire.Broken = Hop.Gateway;
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);

        Assert.Single(shop.Host.Sales);
        Assert.Empty(shop.Host.Reversals);
        Assert.Contains(shop.Seen, seen => seen is Observation.NotSent { Line: "wire", BrokenHop: Hop.Gateway });
        Assert.Equal("radio", shop.View.Lines.Single(line => line.IsInUse).Name);
    }

    [Fact]
    public void With_every_line_down_nothing_was_sent_and_cash_is_possible()
    {
        using var shop = new Shop().Open();
        (shop.Wire.Broken, shop.Radio.Broken) = (Hop.Gateway, Hop.Radio);
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Blocked);

        Assert.Contains(shop.Seen, seen => seen is Observation.LineProbed { Line: "radio", BrokenHop: Hop.Radio });
        // There is no line to change to, so nobody is asked for a PIN that cannot be sent.
        Assert.Single(Entries(shop));
        Assert.DoesNotContain(shop.View.Steps, step => step.Kind == StepKind.ChangeLine);
        shop.Take(StepKind.PayCash);
        shop.WaitFor(TillPhase.PaidOtherwise);
        Assert.Empty(shop.Host.Sales);
    }

    private static IEnumerable<TillPhase> Entries(Shop shop) => shop.Views.Select(view => view.Phase)
        .Zip(shop.Views.Skip(1).Select(view => view.Phase), (before, now) => before == now ? TillPhase.Idle : now)
        .Where(phase => phase == TillPhase.AwaitingPin);

    internal static bool SpeaksOfThePin(TillView view) =>
        view.Counsel is { } counsel && (counsel.Cashier.En + counsel.Customer.En + counsel.Why.En).Contains(
            "PIN", StringComparison.Ordinal);

    private static Shop Sent(Deed deed, Action<ScriptedHost>? change = null)
    {
        var shop = new Shop().Open();
        change?.Invoke(shop.Host);
        shop.Host.Deeds.Enqueue(deed);
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        return shop;
    }
}
