using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Links;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>Lines that break, crawl and lie, and the truth about money meanwhile (C7, C8, C12, R7, P5).</summary>
public sealed class LineStories : Story
{
    private static readonly string[] PinErrors = ["not correct", "密码不符", "密码错误", "wrong PIN"];

    [Fact]
    public void C7_a_dead_line_is_left_for_the_other_one()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Break("ethernet", Hop.Gateway);
        Lane.TypesPinOf(Card("harbour-good"));

        var view = Lane.Shows(TillPhase.Paid);
        Assert.Equal(Hop.Gateway, view.Lines.Single(line => line.Name == "ethernet").BrokenHop);
        Assert.Equal("4g", view.Lines.Single(line => line.IsInUse).Name);
        Assert.DoesNotContain(Lane.Shown, shown => shown.Phase == TillPhase.Blocked);
        Assert.Equal(1, Lane.PinPrompts);
    }

    [Fact]
    public void C7_two_dead_lines_are_named_by_their_hop_and_nobody_types_a_PIN_for_nothing()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Break("ethernet", Hop.Radio);
        Break("4g", Hop.Radio);
        Lane.TypesPinOf(Card("harbour-good"));

        var view = Lane.IsBlockedBy("line-radio-down");
        Assert.Equal("no radio or cable link", view.Counsel!.Why.En);
        Assert.Contains(view.Steps, step => step is { Kind: StepKind.CallNetwork, Call: not null });
        Assert.Equal(1, Lane.PinPrompts);
        Assert.Equal(3, TriesLeft("harbour-good"));
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
        Lane.Finishes();

        Mend("ethernet");
        Wait(TimeSpan.FromMinutes(2));
        Assert.Equal(Hop.None, Lane.View.Lines.Single(line => line.Name == "ethernet").BrokenHop);
    }

    [Fact]
    public void C7_a_line_that_a_neighbour_disturbs_is_named_by_its_losses_and_left()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Out, new Mishap.Lost { Type = "0200" });
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Sending);
        Line("ethernet").Faults = new LineFaults
        {
            Out = new WayFaults { Loss = 0.3, Jitter = TimeSpan.FromMilliseconds(400) },
            Back = new WayFaults { Loss = 0.3, Jitter = TimeSpan.FromMilliseconds(400) },
        };

        Lane.Shows(TillPhase.Checking);
        Lane.TypesPinOf(Card("harbour-good"));
        var view = Lane.Shows(TillPhase.Paid);
        Assert.Contains(Lane.Seen, seen => seen is Observation.LineProbed { Line: "ethernet", Loss: > 0.05 });
        Assert.Equal("4g", view.Lines.Single(line => line.IsInUse).Name);
        Lane.NeverShows(PinErrors);
    }

    [Fact]
    public void C8_a_slow_line_is_never_shown_as_a_PIN_error()
    {
        Line("ethernet").Faults = Slow(TimeSpan.FromSeconds(2));
        Line("4g").Faults = Slow(TimeSpan.FromSeconds(2));
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Back, new Mishap.Late(TimeSpan.FromSeconds(40)) { Type = "0210" });
        Line("4g").Next(Way.Back, new Mishap.Late(TimeSpan.FromSeconds(40)) { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));

        var view = Lane.Shows(TillPhase.Checking);
        Assert.Equal("未收到银行结果，正在核实，请勿重复刷卡", view.Cashier.Zh);
        Lane.Shows(TillPhase.Paid);
        Lane.NeverShows(PinErrors);
        Assert.Equal(3, TriesLeft("harbour-good"));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void C8_a_bank_that_answers_late_is_told_as_slow_and_its_money_comes_back()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("harbour").Next(Way.Back, new Mishap.Late(TimeSpan.FromSeconds(25)) { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.IsBlockedBy("issuer-slow");
        Lane.NeverShows(PinErrors);
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("rivergate-good"));
        Lane.TypesPinOf(Card("rivergate-good"));
        Lane.Shows(TillPhase.Paid);
        Wait(TimeSpan.FromMinutes(1));
        Assert.Equal(Money.Fen(0), PaidBy("harbour-good"));
        Assert.Equal(Money.Fen(1250), PaidBy("rivergate-good"));
    }

    [Fact]
    public void C8_keys_half_stored_after_a_lost_sign_on_are_renewed_by_itself()
    {
        // The host has stored new keys and the till never heard them: its pad keeps the ones from before.
        foreach (var line in Lane.Till.Lines)
            line.Next(Way.Back, new Mishap.Lost { Type = "0810" });
        Kernel.Run(() => Shop.Kill(Lane.Till.Name));
        Kernel.Run(() => Shop.Restart(Lane.Till.Name));
        Lane.Shows(TillPhase.Idle);
        Assert.False(Lane.View.IsSignedOn);
        Assert.Equal(PadState.Ready, Lane.Till.Keypad.State);

        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Assert.True(Lane.Shows(TillPhase.Paid).IsSignedOn);
        Lane.NeverShows(PinErrors);
        Assert.Equal(3, TriesLeft("harbour-good"));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void C12_keys_out_of_step_are_renewed_and_the_sale_goes_on()
    {
        Lane.RingsUp(1250);
        Lane.Till.Keypad.LoseKeys();
        Lane.Inserts(Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Paid);
        Assert.Equal(1, Lane.PinPrompts);
        Assert.Contains(Lane.Seen, seen => seen is Observation.SignedOn { Succeeded: true });
    }

    [Fact]
    public void C12_a_terminal_that_the_host_does_not_know_says_so_and_whom_to_call()
    {
        Given(world => world with { Tills = [world.Tills[0] with { IsRegistered = false }, world.Tills[1]] });
        Lane.RingsUp(1250);
        Lane.Inserts(Card("harbour-good"));

        var view = Lane.IsBlockedBy("terminal-unknown");
        Assert.Equal("终端未登记，请联系收单机构", view.Cashier.Zh);
        Assert.Contains(view.Steps, step => step.Kind == StepKind.CallAcquirer);
        SpareLane.TakesOver(Lane.HandsOver());
        SpareLane.Shows(TillPhase.AwaitingCard);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void R7_a_lost_answer_is_looked_up_and_found_paid()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Back, new Mishap.Lost { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Checking);
        Lane.Shows(TillPhase.Paid);
        Assert.Equal((1, 0), (Sent("0200"), Sent("0400")));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void R7_a_lost_request_is_reversed_then_paid_on_the_other_line()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Out, new Mishap.Lost { Type = "0200" });
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Checking);
        Lane.TypesPinOf(Card("harbour-good"));
        var view = Lane.Shows(TillPhase.Paid);
        Assert.Equal("4g", view.Lines.Single(line => line.IsInUse).Name);
        Assert.Equal((2, 1), (Sent("0200"), Sent("0400")));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void P5_while_an_outcome_is_unknown_no_step_repeats_the_payment()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Back, new Mishap.Lost { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));
        Break("ethernet");
        Break("4g");
        Lane.Shows(TillPhase.Checking);
        Wait(TimeSpan.FromMinutes(3));

        // Whoever presses whatever, and whoever presents a card: nothing is charged a second time.
        foreach (var step in new[] { "pay-cash", "pay-qr", "other-card", "send-again", "park" })
            Lane.Till.Till.Take(new StepId(step));
        Lane.Inserts(Card("rivergate-good"));
        Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(TillPhase.Checking, Lane.View.Phase);
        Assert.Empty(Lane.View.ReadBy);
        Assert.All(
            Lane.Shown.Where(view => view.Phase == TillPhase.Checking).SelectMany(view => view.Steps),
            step => Assert.True(step.Kind is StepKind.LookUp or StepKind.Reverse or StepKind.ChangeLine, $"{step}"));
        Assert.Equal(1, Sent("0200"));

        Mend("ethernet");
        Mend("4g");
        Lane.Shows(TillPhase.AwaitingPin);
        Assert.Equal(Money.Fen(0), PaidBy("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    private static LineFaults Slow(TimeSpan delay) =>
        new() { Out = new WayFaults { Delay = delay }, Back = new WayFaults { Delay = delay } };
}
