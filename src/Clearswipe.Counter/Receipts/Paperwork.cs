using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Receipts;

/// <summary>Writes, prints and finds receipts. A printer that fails costs paper and nothing else.</summary>
sealed class Paperwork(
    TillSettings settings, IPrinter printer, Journal journal, Board board, Eyes eyes, ReceiptLayout layout,
    Surroundings surroundings)
{
    /// <summary>The electronic receipt first, for it cannot jam; then, if wanted, the paper.</summary>
    public async Task Issue(SaleId sale, bool print, CancellationToken cancellation)
    {
        var receipt = Make(journal.Sale(sale), isCopy: false);
        await Keep(receipt);
        if (print)
            await Print(receipt, cancellation);
    }

    public async Task Reprint(CancellationToken cancellation)
    {
        if (board.View.LastReceipt is { } last)
            await Print(Make(journal.Sale(last.Sale), isCopy: last.IsPrinted), cancellation);
    }

    public async Task<PrinterState> AskPrinter(CancellationToken cancellation)
    {
        var state = await printer.Ask(cancellation);
        Tell(state);
        return state;
    }

    /// <summary>The last receipt of this till, for a reprint after a restart.</summary>
    public Receipt? Last() =>
        journal.Read(ReceiptTable.LastToken) is { } token
            ? journal.Read(session => ReceiptTable.Find(session, token, settings.ReceiptAddress))?.Receipt
            : null;

    /// <summary>What a receipt's page shows now: the sale as it stands, whatever was printed at the time.</summary>
    public ReceiptStatus? Find(string token)
    {
        if (journal.Read(session => SaleTable.Find(session, token)) is not { } sale
            || surroundings.Now - sale.ChangedAt > Limits.ReceiptShown)
            return null;

        var charges = journal.Of(sale.Id);
        var (state, means) = (StateOf(sale, charges), MeansOf(sale));
        return new ReceiptStatus(
            state, sale.Amount, sale.OpenedAt, charges.Count == 0 ? null : charges[^1].Card.Masked[^4..],
            layout.Headline(state, means), Make(sale, isCopy: false));
    }

    /// <summary>The truth about a sale, while an attempt of it may still be unknown.</summary>
    public static SaleState StateOf(SaleRecord sale, IReadOnlyList<Charge> charges)
    {
        if (sale.State is SaleState.Paid or SaleState.PaidOtherwise)
            return sale.State;
        var open = charges.Where(charge => charge.Attempt.Outcome == Outcome.Unknown).ToList();
        if (open.Count == 0)
            return sale.State;
        return open.TrueForAll(charge => charge.Attempt.IsBeingReversed)
            ? SaleState.BeingReversed
            : SaleState.BeingChecked;
    }

    private async Task Print(Receipt receipt, CancellationToken cancellation)
    {
        var state = await printer.Print(receipt.Paper, cancellation);
        Tell(state);
        if (state is PrinterState.Ready or PrinterState.PaperLow)
            await Keep(receipt with { IsPrinted = true });
    }

    private async Task Keep(Receipt receipt)
    {
        await journal.Keep(receipt);
        board.Change(view => view with { LastReceipt = receipt });
    }

    private void Tell(PrinterState state)
    {
        if (state != board.View.Printer)
            board.Change(view => view with { Printer = state });
        if (state != PrinterState.Ready)
            eyes.Saw(new Observation.PrinterReported(surroundings.Now, state));
    }

    private Receipt Make(SaleRecord sale, bool isCopy)
    {
        var charges = journal.Of(sale.Id);
        var local = TimeZoneInfo.ConvertTime(sale.ChangedAt, surroundings.Time.LocalTimeZone);
        var facts = new ReceiptFacts(
            settings, sale, StateOf(sale, charges), MeansOf(sale), charges, local,
            settings.ReceiptAddress + sale.Token);
        return new Receipt(sale.Id, sale.Token, facts.Address, layout.Of(facts, isCopy), IsPrinted: false);
    }

    private Means? MeansOf(SaleRecord sale) => journal.Read(session => PaymentTable.LastMeans(session, sale.Id));
}
