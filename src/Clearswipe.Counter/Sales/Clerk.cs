using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// The till's one loop: what was open first, then sales, and between them the chores that nobody waits for.
/// </summary>
sealed class Clerk(Desk desk, Chores chores)
{
    private readonly ILogger _log = desk.Surroundings.Log.CreateLogger<Clerk>();
    private readonly Hearing _hearing = new(desk);

    public async Task Run(CancellationToken cancellation)
    {
        await new Recovery(desk).Run(cancellation);
        ShowIdle();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (desk.Inbox.TryTake(out var command))
                await Serve(command, cancellation);
            else
                await Idle(cancellation);
        }
    }

    // A chore gives way to the customer: a reversal that was cut off is tried again at its time.
    private async Task Idle(CancellationToken cancellation)
    {
        var ended = await desk.Inbox.While(chores.DoWhenDue, Counts, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (ended.CutShort is { } command)
            await Serve(command, cancellation);
    }

    private bool Counts(Command command) => command switch
    {
        Command.ChooseLanguage or Command.HandOver or Command.Cancel or Command.Answer => _hearing.Hear(command),
        _ => true,
    };

    private async Task Serve(Command command, CancellationToken cancellation)
    {
        switch (command)
        {
            case Command.StartSale(var amount) when amount.IsPositive && amount.Currency == Currency.Cny:
                await Sell(await desk.Journal.OpenSale(amount), cancellation);
                break;
            case Command.TakeOver(var package):
                await Sell(await desk.Journal.TakeOver(package), cancellation);
                break;
            case Command.ResumeParked(var id)
                when desk.Journal.Read(session => SaleTable.Find(session, id)) is { State: SaleState.Parked } parked:
                await desk.Journal.Become(id, SaleState.Open);
                await Sell(parked with { State = SaleState.Open }, cancellation);
                break;
            case Command.Reprint or Command.Take:
                await Reprint(command, cancellation);
                break;
            case Command.BeginDay:
                desk.Recall.Forget();
                chores.ListenNow();
                break;
            case Command.Finish:
                ShowIdle();
                break;
            default:
                _hearing.Hear(command);
                break;
        }
    }

    private async Task Sell(SaleRecord record, CancellationToken cancellation)
    {
        var sale = new OpenSale(record);
        Begin(record);
        var endings = new Endings(desk, sale, _hearing);
        var flow = new SaleFlow(desk, sale, _hearing, endings, new Helping(desk, sale, endings));
        try
        {
            if (record.Due.IsPositive)
                await flow.Run(First(sale), cancellation);
            else
                await endings.Paid(desk.Prompter.Paid, cancellation);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreBrokenException))
        {
            // This one sale is dropped: whatever it may have charged is reversed, and the till goes on.
            Clerking.SaleDropped(_log, fault, record.Id.Value);
            await endings.Stop(cancellation);
        }
    }

    // Something of a parked sale, or of another till's, may still be unknown.
    private Move First(OpenSale sale)
    {
        sale.Unsure = desk.Journal.Of(sale.Id).FirstOrDefault(charge => charge.Attempt.Outcome == Outcome.Unknown);
        return sale.Unsure is not null || desk.Journal.AwaitsOtherTill(sale.Id) || desk.Journal.AwaitsWallet(sale.Id)
            ? Move.Help
            : Move.Card;
    }

    private void Begin(SaleRecord record)
    {
        desk.Eyes.BeginSale();
        var parked = desk.Parked();
        desk.Board.Change(view => view with
        {
            Sale = record.Id,
            Amount = record.Amount,
            PaidSoFar = record.Paid,
            Due = record.Due,
            MaskedCard = null,
            PinTriesLeft = null,
            Parked = parked,
        });
    }

    private async Task Reprint(Command command, CancellationToken cancellation)
    {
        if (command is Command.Take(var step)
            && desk.Board.View.Steps.All(proposal => proposal.Step != step || proposal.Kind == StepKind.ShowReceipt))
            return;

        await desk.Paperwork.Reprint(cancellation);
        var steps = new Blockage(desk).AfterPaying(desk.Board.View.Printer);
        desk.Board.Change(view => view with { Steps = view.LastReceipt is { IsPrinted: false } ? steps : [] });
    }

    private void ShowIdle()
    {
        var parked = desk.Parked();
        desk.Show(TillPhase.Idle, desk.Prompter.Idle, view => view with
        {
            Sale = null,
            Amount = null,
            PaidSoFar = Money.Fen(0),
            Due = Money.Fen(0),
            MaskedCard = null,
            PinTriesLeft = null,
            Parked = parked,
        });
    }
}

/// <summary>What the till's loop logs.</summary>
static partial class Clerking
{
    [LoggerMessage(2200, LogLevel.Error, "The sale {Sale} was dropped; what it may have charged is being reversed")]
    public static partial void SaleDropped(ILogger log, Exception fault, string sale);
}
