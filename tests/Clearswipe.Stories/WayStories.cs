using System.Text;
using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Links;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>Other ways to an end: another card, cash, a code, a call, a receipt that proves it (R1, R4, R8).</summary>
public sealed class WayStories : Story
{
    [Fact]
    public void R1_the_sale_moves_to_another_card_to_cash_and_to_QR_and_is_charged_once()
    {
        Lane.RingsUpAndInserts(1250, Card("no-funds"));
        Lane.TypesPinOf(Card("no-funds"));
        Lane.IsBlockedBy("funds");
        Lane.Takes(StepKind.OtherCard);
        Lane.Inserts(Card("expired"));
        Lane.TypesPinOf(Card("expired"));
        Lane.IsBlockedBy("expired");

        // The code is shown and not paid: it is closed before the next way is taken.
        Lane.Takes(StepKind.PayQr);
        var code = Lane.Shows(TillPhase.AwaitingWallet).WalletCode!;
        Lane.Cancels();
        Lane.Shows(TillPhase.Blocked);
        Assert.False(Lane.Till.Wallet.Pay(code));

        Lane.Takes(StepKind.PayCash);
        Assert.Equal("已收现金", Lane.Shows(TillPhase.PaidOtherwise).Cashier.Zh);
        Assert.Equal(Money.Fen(0), PaidBy("no-funds") + PaidBy("expired"));
        Assert.Empty(Lane.Till.Wallet.Paid);
    }

    [Fact]
    public void R1_a_card_that_was_never_asked_for_makes_way_for_a_code_at_once()
    {
        Lane.RingsUp(1250);
        Lane.Takes(StepKind.PayQr);
        Lane.PaysByPhone();

        Lane.Shows(TillPhase.PaidOtherwise);
        Assert.Equal(Money.Fen(1250), Lane.Till.Wallet.Paid.Single().Amount);
        Assert.Equal(0, Sent("0200"));
    }

    [Fact]
    public void R1_a_card_is_tapped_where_its_chip_is_not_heard()
    {
        Lane.Till.Reader.HasDirtySlot = true;
        Lane.RingsUp(1250);
        Lane.Inserts(Card("harbour-good"));
        Lane.Shows(TillPhase.Blocked);
        Lane.Takes(StepKind.Tap);
        Lane.Shows(TillPhase.AwaitingCard);
        Lane.Taps(Card("harbour-good"));

        Lane.Shows(TillPhase.Paid);
        Assert.Equal(0, Lane.PinPrompts);
        Assert.Equal(Money.Fen(1250), PaidBy("harbour-good"));
    }

    [Fact]
    public void R4_the_right_one_is_called_and_is_told_what_was_found()
    {
        Lane.RingsUpAndInserts(1250, Card("locked"));
        Lane.TypesPinOf(Card("locked"));
        Assert.Equal(
            "The card's bank (number on the card): the PIN is locked; ask how it is unlocked",
            CallOf(Lane.IsBlockedBy("pin-locked"), StepKind.CallIssuer));
        PayInCash();

        Lane.RingsUp(1250);
        Lane.Till.Reader.IsDead = true;
        Assert.Equal(
            "The terminal provider: the reader does not answer",
            CallOf(Lane.IsBlockedBy("reader-dead"), StepKind.CallProvider));
        PayInCash();
        Lane.Till.Reader.IsDead = false;

        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Break("ethernet", Hop.Radio);
        Break("4g", Hop.Radio);
        Lane.TypesPinOf(Card("harbour-good"));
        Assert.Contains(
            "The network operator", CallOf(Lane.IsBlockedBy("line-radio-down"), StepKind.CallNetwork),
            StringComparison.Ordinal);
        PayInCash();
    }

    [Fact]
    public void R8_a_receipt_leads_to_a_status_page_and_its_evidence_is_chained()
    {
        Lane.RingsUpAndInserts(1250, Card("harbour-good"));
        Line("ethernet").Next(Way.Back, new Mishap.Lost { Type = "0210" });
        Lane.TypesPinOf(Card("harbour-good"));
        Lane.Shows(TillPhase.Paid);
        Wait(TimeSpan.FromSeconds(5));

        var receipt = Lane.View.LastReceipt!;
        Assert.Contains(Lane.Till.Printer.Roll, line => line.IsQr && line.Text == receipt.Address);
        var page = Lane.Till.Till.Find(receipt.Token)!;
        Assert.Equal((SaleState.Paid, Money.Fen(1250)), (page.State, page.Amount));
        Assert.Null(Lane.Till.Till.Find(receipt.Token[..^1] + (receipt.Token[^1] == '0' ? '1' : '0')));

        var rows = Lane.Till.Till.EvidenceOf(receipt.Sale);
        Assert.Null(EvidenceRow.FirstBroken(rows));
        Assert.Contains(rows, row => row.Kind == EvidenceKind.Sent);
        Assert.Contains(rows, row => row.Kind == EvidenceKind.Shown);
        Assert.Contains(rows, row => row.Kind == EvidenceKind.Printed);
    }

    [Fact]
    public void R8_one_byte_changed_in_a_copy_of_the_evidence_is_found()
    {
        Lane.Sells(1250, Card("harbour-good"));
        var sale = Lane.Shown.Last(view => view.Sale is not null).Sale!.Value;
        Kernel.Run(() => Shop.Kill(Lane.Till.Name));

        using (var copy = new TillCopy(Path.Combine(Folder, $"{Lane.Till.Name}.db")))
        {
            Assert.Null(EvidenceRow.FirstBroken(copy.EvidenceOf(sale)));
            copy.ChangeOneByteOf(Encoding.UTF8.GetBytes("sale of ¥12.50"));
            Assert.Equal(1, EvidenceRow.FirstBroken(copy.EvidenceOf(sale)));
        }

        Kernel.Run(() => Shop.Restart(Lane.Till.Name));
        Lane.Shows(TillPhase.Idle);
    }

    private static string CallOf(TillView view, StepKind kind) =>
        view.Steps.Single(step => step.Kind == kind).Call!.En;

    private void PayInCash()
    {
        Lane.Takes(StepKind.PayCash);
        Lane.Shows(TillPhase.PaidOtherwise);
        Lane.Finishes();
    }
}
