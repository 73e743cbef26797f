using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>What the card itself is the cause of: stripe, chip, and its bank's own reasons (C1, C2, C13).</summary>
public sealed class CardStories : Story
{
    [Fact]
    public void C1_a_demagnetised_stripe_is_explained_and_the_sale_goes_on_by_chip()
    {
        Lane.RingsUp(1250);
        Lane.Swipes(Card("demagnetised-with-chip"));

        var view = Lane.IsBlockedBy("stripe-demagnetised");
        Assert.Equal("磁条已消磁，请改插卡或换卡", view.Cashier.Zh);
        Assert.Equal("The stripe cannot be read. Please insert the card", view.Customer.En);
        Assert.Equal(StepKind.InsertChip, view.Steps[0].Kind);

        Lane.Takes(StepKind.InsertChip);
        Lane.Inserts(Card("demagnetised-with-chip"));
        Lane.TypesPinOf(Card("demagnetised-with-chip"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("demagnetised-with-chip"));
    }

    [Fact]
    public void C1_a_scratched_stripe_is_told_from_a_demagnetised_one_by_its_bits()
    {
        Lane.Sells(500, Card("orchard-good"));
        Lane.RingsUp(1250);
        Lane.Swipes(Card("scratched"));

        Lane.IsBlockedBy("stripe-scratched");
        Assert.Contains(Lane.Seen, seen => seen is Observation.StripeWasRead { Result: StripeRead.ParityErrors });
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C1_a_dirty_head_is_told_from_a_bad_card()
    {
        Lane.Till.Reader.HasDirtyHead = true;
        Lane.RingsUp(1250);
        Lane.Swipes(Card("orchard-good"));
        Lane.IsBlockedBy("swipe-unsteady");
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();
        Lane.Shows(TillPhase.PaidOtherwise);
        Lane.Finishes();

        // One card that reads badly is a card; the second one at the same head is the head.
        Lane.RingsUp(1350);
        Lane.Swipes(Card("scratched"));
        var view = Lane.IsBlockedBy("reader-dirty");
        Assert.Contains(view.Steps, step => step.Kind == StepKind.CheckReader);
        Lane.Till.Reader.Clean();
        Lane.Takes(StepKind.CheckReader);
        Lane.Shows(TillPhase.AwaitingCard);
        Lane.Swipes(Card("orchard-good"));
        Lane.TypesPinOf(Card("orchard-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C2_a_dirty_chip_is_cleaned_and_read()
    {
        Lane.Sells(500, Card("rivergate-good"));
        Lane.RingsUp(1250);
        Lane.Inserts(Card("dirty-chip"));
        Lane.Shows(TillPhase.Blocked);
        Lane.Inserts(Card("dirty-chip"));

        Lane.IsBlockedBy("chip-dirty");
        Card("dirty-chip").Wipe();
        Lane.Takes(StepKind.CleanAndInsertChip);
        Lane.Shows(TillPhase.AwaitingCard);
        Lane.Inserts(Card("dirty-chip"));
        Lane.TypesPinOf(Card("dirty-chip"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("dirty-chip"));
    }

    [Fact]
    public void C2_a_blocked_chip_is_never_swiped()
    {
        Lane.RingsUp(1250);
        Lane.Inserts(Card("blocked-chip"));

        var view = Lane.IsBlockedBy("card-blocked");
        Assert.Equal("此卡被发卡行锁定，请换卡", view.Cashier.Zh);
        Assert.DoesNotContain(view.Steps, step => step.Kind is StepKind.SwipeAgain or StepKind.InsertChip);

        // The customer swipes it all the same: its stripe says that it has a chip, and nothing leaves the counter.
        Lane.Swipes(Card("blocked-chip"));
        view = Lane.Shows(TillPhase.Blocked);
        Assert.DoesNotContain(view.Steps, step => step.Kind == StepKind.SwipeAgain);
        Assert.Equal(0, Sent("0200"));

        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C2_a_damaged_chip_moves_to_another_card_and_never_to_its_own_stripe()
    {
        Lane.RingsUp(1250);
        Lane.Inserts(Card("damaged-chip"));
        Lane.Shows(TillPhase.Blocked);
        Lane.Swipes(Card("damaged-chip"));

        Lane.Shows(TillPhase.Blocked);
        Assert.Contains(Lane.Seen, seen => seen is Observation.StripeWasRead { Result: StripeRead.HasChip });
        Assert.DoesNotContain(Lane.View.Steps, step => step.Kind is StepKind.SwipeAgain or StepKind.ChangeLine);
        Assert.Equal(0, Sent("0200"));
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C2_a_card_put_in_the_wrong_way_round_is_put_in_again()
    {
        Lane.RingsUp(1250);
        Lane.InsertsTheWrongWay(Card("harbour-good"));

        Lane.IsBlockedBy("card-wrong-way");
        Lane.Takes(StepKind.InsertChip);
        Lane.Shows(TillPhase.AwaitingCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C2_a_card_taken_out_early_is_put_in_again_and_pays_once()
    {
        Lane.RingsUp(1250);
        Lane.Inserts(Card("removed-early"));

        var view = Lane.IsBlockedBy("card-removed-early");
        Assert.Equal("请再插一次，提示后再取", view.Customer.Zh);
        Lane.Inserts(Card("removed-early"));
        Lane.TypesPinOf(Card("removed-early"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("removed-early"));
    }

    [Fact]
    public void C13_no_funds_is_said_without_shaming()
    {
        Lane.RingsUpAndInserts(1250, Card("no-funds"));
        Lane.TypesPinOf(Card("no-funds"));

        var view = Lane.IsBlockedBy("funds");
        Assert.Equal("Please use another card or another way", view.Customer.En);
        Assert.Equal("请换一张卡或其他方式", view.Customer.Zh);
        Lane.NeverShows("余额", "资金", "不足", "funds", "balance", "enough", "51");

        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(0), PaidBy("no-funds"));
    }

    [Fact]
    public void C13_a_lost_card_is_refused_without_saying_why_and_not_tried_again()
    {
        Lane.RingsUpAndInserts(1250, Card("lost"));
        Lane.TypesPinOf(Card("lost"));

        Lane.IsBlockedBy("card-reported");
        Lane.NeverShows("挂失", "lost", "stolen", "没收", "41");

        // The same card once more: no PIN is asked for, and nothing leaves the counter.
        Lane.Inserts(Card("lost"));
        Lane.Shows(TillPhase.Blocked);
        Assert.Equal(1, Lane.PinPrompts);
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
    }

    [Fact]
    public void C13_an_expired_card_is_named_so_and_a_code_pays()
    {
        Lane.RingsUpAndInserts(1250, Card("expired"));
        Lane.TypesPinOf(Card("expired"));

        Assert.Equal("此卡已过有效期，请换卡", Lane.IsBlockedBy("expired").Customer.Zh);
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();
        Lane.Shows(TillPhase.PaidOtherwise);
    }

    [Fact]
    public void C13_a_card_over_its_limit_makes_way_for_another()
    {
        Lane.RingsUpAndInserts(1250, Card("over-limit"));
        Lane.TypesPinOf(Card("over-limit"));

        Lane.IsBlockedBy("over-limit");
        Lane.NeverShows("limit", "限额", "61");
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }
}
