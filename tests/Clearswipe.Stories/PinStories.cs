using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>PINs and the fingers that type them (C3 to C6, R2).</summary>
public sealed class PinStories : Story
{
    [Fact]
    public void C3_a_mistyped_PIN_is_entered_once_more_and_paid()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.MistypesPinOf(Card("harbour-good"));

        var view = Lane.IsBlockedBy("pin-mistyped");
        Assert.Equal("密码不符，请慢慢再输一次", view.Customer.Zh);
        Assert.Equal(StepKind.EnterPinAgain, view.Steps[0].Kind);
        Assert.Null(view.Steps[0].Warning);
        Assert.Equal(2, TriesLeft("harbour-good"));

        Lane.Takes(StepKind.EnterPinAgain);
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(3, TriesLeft("harbour-good"));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void C3_after_two_wrong_PINs_the_customer_is_warned_and_another_way_comes_first()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.MistypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Blocked);
        Lane.Takes(StepKind.EnterPinAgain);
        Lane.Types("246813");

        var view = Lane.Shows(TillPhase.Blocked);
        Assert.Equal(1, TriesLeft("harbour-good"));
        Assert.NotEqual(StepKind.EnterPinAgain, view.Steps[0].Kind);
        foreach (var step in view.Steps.Where(step => step.Kind == StepKind.EnterPinAgain))
            Assert.Equal("若再不符可能锁卡，建议换一种方式", step.Warning!.Zh);
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C4_a_finger_over_a_key_is_seen_but_no_digit_is()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.Till.Keypad.CoveredKey = PadKey.Seven;
        Lane.MistypesPinOf(Card("harbour-good"));

        var view = Lane.IsBlockedBy("key-covered");
        Assert.Contains(Lane.Seen, seen => seen is Observation.KeyHeldDown { Held.TotalSeconds: > 2 });
        Assert.DoesNotContain(Lane.Seen, seen => $"{seen}".Contains("Seven", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("A key was pressed down: lift off, type again", view.Cashier.En);

        Lane.Till.Keypad.CoveredKey = null;
        Lane.Takes(StepKind.EnterPinAgain);
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C4_a_key_struck_twice_counts_once_and_the_PIN_fits()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.Till.Keypad.StrikesTwice = true;
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Paid);
        Assert.Contains(Lane.Seen, seen => seen is Observation.KeyStruckTwice);
        Assert.Equal(3, TriesLeft("harbour-good"));
    }

    [Fact]
    public void C4_a_stuck_key_moves_the_sale_to_the_spare_till_and_costs_no_try()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.Till.Keypad.StuckKey = PadKey.Three;
        Lane.Strikes(PadKey.One);
        Lane.Strikes(PadKey.Three);

        var view = Lane.IsBlockedBy("key-stuck");
        Assert.Equal(StepKind.SpareTill, view.Steps[0].Kind);
        SpareLane.TakesOver(Lane.HandsOver());
        SpareLane.Shows(TillPhase.AwaitingCard);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
        Assert.Equal(3, TriesLeft("harbour-good"));
    }

    [Fact]
    public void C4_a_dead_keypad_is_named_before_a_PIN_is_lost_in_it()
    {
        Lane.RingsUp(1250);
        Lane.Till.Keypad.Plug(isIn: false);
        Lane.Inserts(Card("harbour-good"));

        Assert.Equal("密码键盘没有应答，请查连线", Lane.IsBlockedBy("keypad-dead").Cashier.Zh);
        Assert.Equal(0, Sent("0200"));
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();
        Lane.Shows(TillPhase.PaidOtherwise);
    }

    [Fact]
    public void C5_the_same_wrong_PIN_again_leads_to_another_way_before_the_card_locks()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesAnotherPinThan(Card("harbour-good"));
        Lane.IsBlockedBy("pin-mistyped");
        Lane.Takes(StepKind.EnterPinAgain);
        Lane.TypesAnotherPinThan(Card("harbour-good"));

        var view = Lane.IsBlockedBy("pin-misremembered");
        Assert.Equal("请换卡或换方式，以免锁卡", view.Customer.Zh);
        Assert.Equal(StepKind.OtherCard, view.Steps[0].Kind);
        Assert.DoesNotContain(view.Steps, step => step.Kind == StepKind.EnterPinAgain);
        // The pad knew it; the second one never left the counter and cost nothing.
        Assert.Equal(2, TriesLeft("harbour-good"));
        Assert.Equal(1, Sent("0200"));

        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void C6_a_locked_card_is_asked_for_no_PIN()
    {
        Lane.RingsUpAndInserts(1250, Card("locked"));
        Lane.TypesPinOf(Card("locked"));

        var view = Lane.IsBlockedBy("pin-locked");
        Assert.Equal("密码已锁，勿再输入，请换方式", view.Cashier.Zh);
        Assert.Contains(view.Steps, step => step is { Kind: StepKind.CallIssuer, Call: not null });
        Assert.DoesNotContain(view.Steps, step => step.Kind is StepKind.EnterPinAgain or StepKind.SendAgain);

        // Put in once more, it still asks for no PIN.
        Lane.Inserts(Card("locked"));
        Lane.Shows(TillPhase.Blocked);
        Assert.Equal(1, Lane.PinPrompts);
        Lane.NeverShows("24 小时", "24 hours", "tomorrow", "明天");
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
        Assert.Equal(0, TriesLeft("locked"));
    }

    [Fact]
    public void C6_the_try_that_locks_the_card_is_the_last_prompt()
    {
        Lane.RingsUpAndInserts(1250, Card("last-try"));
        Lane.MistypesPinOf(Card("last-try"));

        Lane.IsBlockedBy("pin-locked");
        Assert.Equal(0, TriesLeft("last-try"));
        Lane.Inserts(Card("last-try"));
        Lane.Shows(TillPhase.Blocked);
        Assert.Equal(1, Lane.PinPrompts);
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void R2_a_voice_says_the_amount_and_the_step_and_each_key_is_counted_and_never_a_digit_said()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Assert.Equal("应付12.5元，请输入密码", Lane.View.Spoken.Zh);
        Lane.MistypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Blocked);
        Lane.Takes(StepKind.EnterPinAgain);
        Assert.Equal("请慢慢再输一次密码", Lane.Shows(TillPhase.AwaitingPin).Spoken.Zh);
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Lane.Shown.Select(view => view.Stars).Distinct().Order());
        var pin = Card("harbour-good").Model.RevealPin();
        Lane.NeverShows(pin, pin[..4], pin[2..], string.Join(' ', pin.ToCharArray()));
    }
}
