using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>Printers, readers, pads and old software (C10 to C12, R3).</summary>
public sealed class DeviceStories : Story
{
    [Fact]
    public void C10_paper_out_never_fails_a_sale()
    {
        Lane.Till.Printer.LinesLeft = 5;
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Paid);
        Wait(TimeSpan.FromSeconds(5));
        Assert.Equal(TillPhase.Paid, Lane.View.Phase);
        Assert.Equal("谢谢，付款成功", Lane.View.Customer.Zh);
        Assert.Equal(StepKind.LoadPaper, Lane.View.Steps[0].Kind);
        Assert.False(Lane.View.LastReceipt!.IsPrinted);

        Lane.Till.Printer.LoadPaper();
        Lane.Takes(StepKind.LoadPaper);
        Wait(TimeSpan.FromSeconds(5));
        Assert.True(Lane.View.LastReceipt!.IsPrinted);
        Assert.Equal(1, Sent("0200"));
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Theory]
    [InlineData(PrinterState.LidOpen, StepKind.CloseLid)]
    [InlineData(PrinterState.HeadHot, StepKind.LetHeadCool)]
    [InlineData(PrinterState.CutterJammed, StepKind.ClearCutter)]
    [InlineData(PrinterState.Silent, StepKind.ShowReceipt)]
    public void C10_no_trouble_of_a_printer_fails_a_sale_or_charges_again(PrinterState trouble, StepKind step)
    {
        Lane.Till.Printer.Fault = trouble;
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Lane.TypesPinOf(Card("harbour-good"));

        Lane.Shows(TillPhase.Paid);
        Wait(TimeSpan.FromSeconds(5));
        Assert.Contains(Lane.View.Steps, offered => offered.Kind == step);
        Assert.Contains(Lane.View.Steps, offered => offered.Kind == StepKind.ShowReceipt);
        Lane.Till.Printer.Mend();
        Lane.Till.Till.Reprint();
        Wait(TimeSpan.FromSeconds(5));
        Assert.True(Lane.View.LastReceipt!.IsPrinted);
        Assert.Equal(1, Sent("0200"));
    }

    [Fact]
    public void C10_a_dead_reader_moves_the_sale_to_the_spare_till()
    {
        Lane.RingsUp(1250);
        Lane.Till.Reader.IsDead = true;

        var view = Lane.IsBlockedBy("reader-dead");
        Assert.Equal("读卡器没有应答，请用备用终端", view.Cashier.Zh);
        Assert.Equal(StepKind.SpareTill, view.Steps[0].Kind);
        SpareLane.TakesOver(Lane.HandsOver());
        SpareLane.Shows(TillPhase.AwaitingCard);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void C11_a_kind_of_card_that_the_parameters_lack_is_named_and_paid_by_code()
    {
        Lane.RingsUp(1250);
        Lane.Inserts(Card("unknown-application"));

        Assert.Equal("终端缺少此卡的参数，请更新", Lane.IsBlockedBy("parameters-missing").Cashier.Zh);
        Assert.Contains(Lane.Seen, seen => seen is Observation.ApplicationUnknown);
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();
        Lane.Shows(TillPhase.PaidOtherwise);
    }

    [Fact]
    public void C11_outdated_software_answered_30_on_all_cards_is_named_and_no_card_is_blamed()
    {
        Given(world => world with
        {
            OldestSoftware = "0.1.0",
            Tills = [world.Tills[0] with { SoftwareVersion = "0.0.9" }, world.Tills[1]],
        });
        foreach (var card in new[] { "harbour-good", "rivergate-good" })
        {
            Lane.RingsUpAndInserts(1250, Card(card));
            Lane.TypesPinOf(Card(card));
            var view = Lane.IsBlockedBy("software-outdated");
            Assert.Equal("终端软件过旧，空闲时更新", view.Cashier.Zh);
            Lane.Takes(StepKind.PayCash);
            Lane.Shows(TillPhase.PaidOtherwise);
            Lane.Finishes();
        }

        SpareLane.Sells(1250, Card("harbour-good"));
    }

    [Fact]
    public void C12_a_tampered_pad_is_taken_out_of_use_and_never_restarted()
    {
        Lane.RingsUp(1250);
        Lane.Till.Keypad.Tamper();
        Lane.Inserts(Card("harbour-good"));

        var view = Lane.IsBlockedBy("keypad-tampered");
        Assert.Equal(StepKind.TakeOutOfUse, view.Steps[0].Kind);
        Assert.DoesNotContain(view.Steps, step => step.Kind is StepKind.CheckKeypad or StepKind.SignOn);
        var package = Lane.HandsOver();

        // No cable and no restart ever mends it.
        Lane.Till.Keypad.Mend();
        Kernel.Run(() => Shop.Kill(Lane.Till.Name));
        Kernel.Run(() => Shop.Restart(Lane.Till.Name));
        Wait(TimeSpan.FromMinutes(2));
        Assert.Equal(PadState.Tampered, Lane.View.Pad);

        SpareLane.TakesOver(package);
        SpareLane.Shows(TillPhase.AwaitingCard);
        SpareLane.Inserts(Card("harbour-good"));
        SpareLane.TypesPinOf(Card("harbour-good"));
        SpareLane.Shows(TillPhase.Paid);
    }

    [Fact]
    public void R3_a_reader_is_checked_as_told_and_the_check_is_evidence_for_what_comes_next()
    {
        Lane.RingsUp(1250);
        Lane.Till.Reader.IsDead = true;
        Lane.IsBlockedBy("reader-dead");

        // The first check does not help, and so it is not proposed again.
        Lane.Takes(StepKind.CheckReader);
        var view = Lane.IsBlockedBy("reader-dead");
        Assert.Contains(Lane.Seen, seen => seen is Observation.StepTried { Step.Value: "check-reader", Helped: false });
        Assert.DoesNotContain(view.Steps, step => step.Kind == StepKind.CheckReader);
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();
        Lane.Shows(TillPhase.PaidOtherwise);
    }
}
