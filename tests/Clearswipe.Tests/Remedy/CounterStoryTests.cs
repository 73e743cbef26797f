using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What happens at the counter (rows C1 to C13 of the design), and what is done about it.</summary>
public sealed class CounterStoryTests
{
    private static void Expect(string cause, StepKind next, params Func<DateTimeOffset, Observation>[] seen)
    {
        var counsel = Where(seen).Counsel();
        Assert.Equal((cause, next), (counsel.Cause(), counsel.Next.Kind));
    }

    [Fact]
    public void C1_a_stripe_without_flux_is_demagnetised_when_other_cards_read_well() =>
        Expect("stripe-demagnetised", StepKind.InsertChip, Stripe(StripeRead.NoFlux), OthersRead(9, 0));

    [Fact]
    public void C1_broken_characters_are_a_scratch_when_other_cards_read_well() =>
        Expect("stripe-scratched", StepKind.InsertChip, Stripe(StripeRead.ParityErrors), OthersRead(9, 0));

    [Fact]
    public void C1_the_same_broken_characters_are_a_dirty_head_when_other_cards_fail_too() =>
        Expect("reader-dirty", StepKind.Tap, Stripe(StripeRead.ParityErrors), OthersRead(0, 4));

    [Fact]
    public void C2_a_chip_that_stops_is_dirty_and_the_card_is_tapped() =>
        Expect("chip-dirty", StepKind.Tap, Chip(ChipRead.Failed), OthersRead(9, 0));

    [Fact]
    public void C2_a_dirty_chip_is_wiped_where_nothing_can_be_tapped()
    {
        var situation = Where(Chip(ChipRead.Failed), OthersRead(9, 0)) with
        {
            Possible = Everything.Except([StepKind.Tap]).ToHashSet(),
        };
        Assert.Equal(StepKind.CleanAndInsertChip, situation.Counsel().Next.Kind);
    }

    [Fact]
    public void C2_a_silent_chip_may_be_the_wrong_way_round()
    {
        var counsel = Where(Chip(ChipRead.Silent), OthersRead(9, 0)).Counsel();
        Assert.Contains(counsel.Suspects, suspect => suspect.Cause.Value == "card-wrong-way");
    }

    [Fact]
    public void C2_a_blocked_application_is_no_chip_fault() =>
        Expect("card-blocked", StepKind.OtherCard, Chip(ChipRead.ApplicationBlocked));

    [Fact]
    public void C2_a_card_removed_early_is_inserted_again() =>
        Expect("card-removed-early", StepKind.InsertChip, Chip(ChipRead.RemovedEarly));

    [Fact]
    public void C2_a_chip_card_that_was_swiped_is_inserted_or_tapped() =>
        Expect("chip-card-swiped", StepKind.InsertChip, Stripe(StripeRead.HasChip));

    [Fact]
    public void C3_a_wrong_pin_is_entered_once_more_with_care() =>
        Expect("pin-mistyped", StepKind.EnterPinAgain, Answered("55"));

    [Fact]
    public void C4_a_finger_over_a_key_is_told_from_the_presses() =>
        Expect("key-covered", StepKind.EnterPinAgain,
            at => new Observation.KeyHeldDown(at, TimeSpan.FromSeconds(4)), at => new Observation.PinTooShort(at, 5));

    [Fact]
    public void C4_a_key_struck_twice_before_a_wrong_pin_is_the_likely_slip() =>
        Expect("key-struck-twice", StepKind.EnterPinAgain,
            at => new Observation.KeyStruckTwice(at, TimeSpan.FromMilliseconds(170)), Answered("55"));

    [Fact]
    public void C4_a_stuck_key_sends_the_sale_to_the_spare_till() =>
        Expect("key-stuck", StepKind.SpareTill, Pad(PadState.KeyStuck), OthersAnswered(wrongPin: 2));

    [Fact]
    public void C4_a_silent_pad_is_dead() => Assert.Equal("keypad-dead", Where(Pad(PadState.Silent)).Counsel().Cause());

    [Fact]
    public void C5_the_same_wrong_pin_again_is_remembered_wrongly() =>
        Expect("pin-misremembered", StepKind.OtherCard, Answered("55"), SamePin(true), Answered("55"));

    [Theory, InlineData("38"), InlineData("75")]
    public void C6_a_locked_pin_asks_for_another_card(string code) =>
        Expect("pin-locked", StepKind.OtherCard, Answered(code));

    [Theory]
    [InlineData(Hop.Radio, "line-radio-down")]
    [InlineData(Hop.Gateway, "line-gateway-down")]
    [InlineData(Hop.Name, "line-name-down")]
    [InlineData(Hop.Connect, "line-host-unreached")]
    public void C7_the_broken_hop_names_the_cause_and_the_line_changes(Hop hop, string cause) =>
        Expect(cause, StepKind.ChangeLine, at => new Observation.NotSent(at, "lan", hop), Line(hop));

    [Fact]
    public void C7_a_lossy_line_is_unstable() =>
        Expect("line-unstable", StepKind.ChangeLine, NoAnswer, Line(Hop.None, loss: 0.2));

    [Fact]
    public void C8_a_late_answer_on_a_slow_line_is_a_slow_line() =>
        Expect("line-slow", StepKind.ChangeLine,
            NoAnswer, at => new Observation.LateAnswer(at, "lan", TimeSpan.FromSeconds(4)), Line(Hop.None, 1900));

    [Fact]
    public void C8_keys_out_of_step_after_a_delay_are_renewed_and_never_called_a_pin_error()
    {
        var counsel = Where(Answered("99", seconds: 9), OthersAnswered(formatError: 2)).Counsel();

        Assert.Equal(("keys-out-of-step", StepKind.SignOn), (counsel.Cause(), counsel.Next.Kind));
        Assert.DoesNotContain(
            counsel.Suspects, suspect => suspect.Cause.Value.StartsWith("pin-", StringComparison.Ordinal));
    }

    [Fact]
    public void C9_announced_maintenance_names_the_bank_and_its_end()
    {
        var until = Noon.AddHours(2).ToUniversalTime();
        var counsel = Where(at => new Observation.IssuerInMaintenance(at, Harbour, until), Answered("91")).Counsel();

        Assert.Equal(("issuer-maintenance", StepKind.OtherCard), (counsel.Cause(), counsel.Next.Kind));
        Assert.Equal("harbour: maintenance until 14:00; use another card", counsel.Cashier.En);
    }

    [Fact]
    public void C9_a_bank_that_other_counters_miss_too_is_failing() =>
        Expect("issuer-failing", StepKind.OtherCard, Answered("91"), at => new Observation.IssuerFailing(at, Harbour));

    [Fact]
    public void C9_a_failing_payment_system_fails_every_card() =>
        Expect("switch-failing", StepKind.PayQr, Answered("96"), at => new Observation.SwitchFailing(at));

    [Fact]
    public void C9_the_day_change_is_named() =>
        Assert.Equal("switch-day-change", Where(Answered("90")).Counsel().Cause());

    [Fact]
    public void C10_a_dead_reader_sends_the_sale_to_the_spare_till() =>
        Expect("reader-dead", StepKind.SpareTill, at => new Observation.ReaderSilent(at, "reader"));

    [Theory]
    [InlineData(PrinterState.PaperOut, "printer-paper-out", StepKind.LoadPaper)]
    [InlineData(PrinterState.LidOpen, "printer-lid-open", StepKind.CloseLid)]
    [InlineData(PrinterState.HeadHot, "printer-hot", StepKind.ShowReceipt)]
    [InlineData(PrinterState.CutterJammed, "printer-cutter", StepKind.ShowReceipt)]
    [InlineData(PrinterState.Silent, "printer-dead", StepKind.ShowReceipt)]
    public void C10_a_printer_fault_never_touches_the_payment(PrinterState state, string cause, StepKind next) =>
        Expect(cause, next, Answered("00"), Printer(state));

    [Fact]
    public void C11_an_application_that_the_parameters_lack_is_no_fault_of_the_card() =>
        Assert.Equal("parameters-missing",
            Where(at => new Observation.ApplicationUnknown(at, "A000000333010101")).Counsel().Cause());

    [Fact]
    public void C11_format_errors_on_every_card_with_an_old_version_are_the_software() =>
        Assert.Equal("software-outdated", Where(
            at => new Observation.SoftwareOutdated(at, "1.2", "1.4"), Answered("30"), OthersAnswered(formatError: 3))
            .Counsel().Cause());

    [Fact]
    public void C12_a_terminal_that_is_not_signed_on_signs_on() =>
        Expect("not-signed-on", StepKind.SignOn, Answered("77"));

    [Fact]
    public void C12_a_tampered_pad_is_taken_out_of_use() =>
        Expect("keypad-tampered", StepKind.TakeOutOfUse, Pad(PadState.Tampered));

    [Fact]
    public void C12_an_unregistered_terminal_is_told_from_a_card() =>
        Assert.Equal("terminal-unknown", Where(Answered("97")).Counsel().Cause());

    [Theory]
    [InlineData("51", "funds")]
    [InlineData("61", "over-limit")]
    [InlineData("54", "expired")]
    [InlineData("41", "card-reported")]
    [InlineData("62", "not-allowed")]
    [InlineData("05", "refused-plain")]
    public void C13_a_card_refused_for_its_own_reason_gives_way_to_another(string code, string cause) =>
        Expect(cause, StepKind.OtherCard, Answered(code));
}
