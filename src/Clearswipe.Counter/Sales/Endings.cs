using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Prompts;
using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>How a sale ends, or leaves this till: each written down before it is shown.</summary>
sealed class Endings(Desk desk, OpenSale sale, Hearing hearing)
{
    /// <summary>The steps of a proposal that end the sale or change nothing about it.</summary>
    public async Task<Move> Take(StepKind step, CancellationToken cancellation)
    {
        switch (step)
        {
            case StepKind.PayCash:
                return await PayCash(cancellation);
            case StepKind.PayQr:
                return Move.Wallet;
            case StepKind.Park:
                return await Leave(SaleState.Parked, TillPhase.Parked, desk.Prompter.Parked);
            case StepKind.SpareTill:
                return await Leave(SaleState.HandedOver, TillPhase.HandedOver, desk.Prompter.HandedOver);
            case StepKind.StopSale:
                return await Stop(cancellation);
            default:
                return Move.Help;
        }
    }

    /// <summary>The approval is durable: only now is it shown, then printed.</summary>
    public async Task<Move> Paid(Prompt prompt, CancellationToken cancellation)
    {
        sale.Record = desk.Journal.Sale(sale.Id);
        var isCard = sale.Record.State == SaleState.Paid;
        Invariant.Holds(isCard || sale.Record.State == SaleState.PaidOtherwise, "what is shown as paid is paid");
        if (sale.LastStep is { } step)
            desk.Eyes.Saw(new Observation.StepTried(desk.Now, step.Step, Helped: true));
        await desk.Journal.Note(sale.Id, EvidenceKind.Shown, prompt.Cashier.En);
        await desk.Paperwork.Issue(sale.Id, print: false, cancellation);
        Show(isCard ? TillPhase.Paid : TillPhase.PaidOtherwise, prompt);
        await desk.Paperwork.Reprint(cancellation);
        OfferPrinterHelp();
        return Move.Done;
    }

    /// <summary>What may have been charged is reversed from now on. Never instant, never a promise.</summary>
    public async Task<Move> Stop(CancellationToken cancellation)
    {
        // A code that may have been paid cannot be stopped: the sale waits until the scheme says what became of it.
        if (desk.Journal.AwaitsWallet(sale.Id))
            return await Leave(SaleState.Parked, TillPhase.Parked, desk.Prompter.Parked);
        if (!await desk.Journal.Become(sale.Id, SaleState.NotCharged, sale.Issuer))
            return await Paid(desk.Prompter.Paid, cancellation);

        desk.Settler.Hurry();
        var isOpen = desk.Journal.Of(sale.Id).Any(charge => charge.Attempt.IsBeingReversed);
        var prompt = isOpen ? desk.Prompter.CancelRequested : desk.Prompter.Cancelled;
        await desk.Journal.Note(sale.Id, EvidenceKind.Shown, prompt.Cashier.En);
        await desk.Paperwork.Issue(sale.Id, print: false, cancellation);
        Show(TillPhase.NotPaid, prompt);
        return Move.Done;
    }

    public async Task<Move> HandOver(TaskCompletionSource<SalePackage?> given)
    {
        await Leave(SaleState.HandedOver, TillPhase.HandedOver, desk.Prompter.HandedOver);
        given.TrySetResult(desk.PackageOf(sale.Id));
        return Move.Done;
    }

    public async Task<Move> PayByCode(CancellationToken cancellation)
    {
        if (desk.Devices.Wallet is not { } wallet || sale.Unsure is not null)
            return Move.Help;

        var order = new WalletOrder($"{sale.Id}-{desk.Journal.PaymentsOf(sale.Id) + 1}", sale.Due);
        await Write(order, WalletOutcome.Unknown);
        if (await wallet.Open(order, cancellation) is not { } code)
            return await Close(wallet, order, cancellation);

        desk.Show(TillPhase.AwaitingWallet, desk.Prompter.Wallet, view => view with { WalletCode = code });
        var ended = await desk.Inbox.While(token => Await(wallet, order, token), hearing.Cancels, cancellation);
        return ended is { CutShort: null, Result: WalletOutcome.Paid }
            ? await PaidByCode(order, cancellation)
            : await Close(wallet, order, cancellation);
    }

    private static async Task<WalletOutcome> Await(
        IWallet wallet, WalletOrder order, CancellationToken cancellation) => await wallet.Await(order, cancellation);

    // Only the scheme's own word that the code is closed makes another way safe.
    private async Task<Move> Close(IWallet wallet, WalletOrder order, CancellationToken cancellation)
    {
        var outcome = await wallet.Close(order, cancellation);
        if (outcome == WalletOutcome.Paid)
            return await PaidByCode(order, cancellation);
        if (outcome == WalletOutcome.Closed)
            await Write(order, WalletOutcome.Closed);
        return Move.Help;
    }

    private async Task<Move> PaidByCode(WalletOrder order, CancellationToken cancellation)
    {
        await Write(order, WalletOutcome.Paid);
        return await Paid(desk.Prompter.PaidByCode, cancellation);
    }

    private Task Write(WalletOrder order, WalletOutcome state) =>
        desk.Journal.Pay(new Payment(order.Reference, sale.Id, Means.Wallet, order.Amount, state));

    private async Task<Move> PayCash(CancellationToken cancellation)
    {
        if (sale.Unsure is not null || desk.Journal.AwaitsWallet(sale.Id))
            return Move.Help;

        var reference = $"{sale.Id}-{desk.Journal.PaymentsOf(sale.Id) + 1}";
        await desk.Journal.Pay(new Payment(reference, sale.Id, Means.Cash, sale.Due, WalletOutcome.Paid));
        return await Paid(desk.Prompter.PaidCash, cancellation);
    }

    private async Task<Move> Leave(SaleState state, TillPhase phase, Prompt prompt)
    {
        await desk.Journal.Become(sale.Id, state, sale.Issuer);
        await desk.Journal.Note(sale.Id, EvidenceKind.Shown, prompt.Cashier.En);
        Show(phase, prompt);
        return Move.Done;
    }

    private void OfferPrinterHelp()
    {
        var steps = new Blockage(desk).AfterPaying(desk.Board.View.Printer);
        if (desk.Board.View.LastReceipt is { IsPrinted: false } && steps.Count > 0)
            desk.Board.Change(view => view with { Steps = steps });
    }

    private void Show(TillPhase phase, Prompt prompt)
    {
        var (parked, record) = (desk.Parked(), desk.Journal.Sale(sale.Id));
        desk.Show(phase, prompt, view => view with { Parked = parked, PaidSoFar = record.Paid, Due = record.Due });
    }
}
