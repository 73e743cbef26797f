using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales.Records;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// What a till does first: nobody knows when it stopped, so every attempt that is not proved is looked up or reversed,
/// and every sale that was open comes to an end or is parked. What was paid stays paid, printed or not.
/// </summary>
sealed class Recovery(Desk desk)
{
    public async Task Run(CancellationToken cancellation)
    {
        var open = desk.Journal.Unknown();
        var last = desk.Paperwork.Last();
        desk.Board.Change(view => view with { LastReceipt = last });
        desk.Show(TillPhase.Starting, open.Count > 0 ? desk.Prompter.Starting : desk.Prompter.SigningOn);
        var isSignedOn = await desk.SignOn(cancellation);
        foreach (var charge in open.Where(charge => !charge.Attempt.IsBeingReversed))
            await Settle(charge, isSignedOn, cancellation);

        foreach (var sale in desk.Journal.Read(session => SaleTable.In(session, SaleState.Open)))
            await Close(sale);
        foreach (var sale in desk.Journal.Read(SaleTable.PaidWithoutReceipt))
            await desk.Paperwork.Issue(sale.Id, print: false, cancellation);
    }

    // Without keys nothing can be asked; to reverse is safe, for no approval was shown to anybody.
    private async Task Settle(Charge charge, bool isSignedOn, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (isSignedOn)
            await desk.Settler.Settle(charge, Reasons.FoundAfterRestart, cancellation);
        else
            await desk.Journal.Prove(charge, new Proof.ReversalDecided(Reasons.FoundAfterRestart));
    }

    // A sale that was paid in part must not be lost, and one with an open code may yet be paid.
    private Task<bool> Close(SaleRecord sale)
    {
        var waits = sale.Paid.IsPositive || desk.Journal.AwaitsWallet(sale.Id);
        return desk.Journal.Become(sale.Id, waits ? SaleState.Parked : SaleState.NotCharged);
    }
}
