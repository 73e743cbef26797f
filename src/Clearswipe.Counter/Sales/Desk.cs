using Clearswipe.Counter.Links;
using Clearswipe.Counter.Prompts;
using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>All that stands on the counter, for those who work at it.</summary>
sealed record Desk(
    TillSettings Settings, TillDevices Devices, Advisor Advisor, Surroundings Surroundings, Journal Journal,
    Conversation Conversation, Settler Settler, CardDesk Cards, Recall Recall, Inbox Inbox, Board Board, Eyes Eyes,
    Prompter Prompter, Paperwork Paperwork)
{
    public DateTimeOffset Now => Surroundings.Now;

    public Lines Lines => Conversation.Lines;

    public async Task<bool> SignOn(CancellationToken cancellation)
    {
        var succeeded = await Conversation.SignOn(cancellation);
        Board.Change(view => view with { IsSignedOn = succeeded, Pad = Devices.Keypad.State, Lines = Lines.View });
        return succeeded;
    }

    /// <summary>Shows a phase with its words; what belonged to the phase before is gone.</summary>
    public void Show(TillPhase phase, Prompt prompt, Func<TillView, TillView>? more = null)
    {
        var open = OpenReversals();
        Board.Change(view =>
        {
            var shown = view with
            {
                Phase = phase,
                Cashier = prompt.Cashier,
                Customer = prompt.Customer,
                Spoken = prompt.Spoken,
                Counsel = null,
                Steps = [],
                ReadBy = [],
                Stars = 0,
                WalletCode = null,
                Lines = Lines.View,
                Pad = Devices.Keypad.State,
                OpenReversals = open,
                MayStartSale = MayStart(phase),
                MayCancel = MayCancel(phase),
                MayReprint = view.LastReceipt is not null && MayStart(phase),
            };
            return more is null ? shown : more(shown);
        });
    }

    /// <summary>Whoever cannot remember takes no cards: nothing may be done until the till is started again.</summary>
    public void ShowOutOfOrder() => Board.Change(view => view with
    {
        Phase = TillPhase.OutOfOrder,
        Cashier = Prompter.OutOfOrder.Cashier,
        Customer = Prompter.OutOfOrder.Customer,
        Spoken = Prompter.OutOfOrder.Spoken,
        Counsel = null,
        Steps = [],
        ReadBy = [],
        Stars = 0,
        WalletCode = null,
        MayStartSale = false,
        MayCancel = false,
        MayReprint = false,
    });

    public IReadOnlyList<OpenReversal> OpenReversals() =>
        [.. from charge in Journal.Unknown()
            where charge.Attempt.IsBeingReversed
            select new OpenReversal(
                charge.Attempt.Id.Trace, charge.Attempt.Amount, charge.Card.Masked, charge.At, charge.Tries)];

    public IReadOnlyList<ParkedSale> Parked() =>
        [.. from sale in Journal.Read(session => SaleTable.In(session, SaleState.Parked))
            select new ParkedSale(sale.Id, sale.Due, sale.ChangedAt, sale.Issuer, IsBack(sale))];

    public SalePackage? PackageOf(SaleId id)
    {
        if (Journal.Read(session => SaleTable.Find(session, id)) is not { State: not SaleState.NotCharged } sale)
            return null;

        var unsettled = from charge in Journal.Of(id)
                        where charge.Attempt.Outcome == Outcome.Unknown
                        select new UnsettledAttempt(charge.Attempt.Id, charge.Card.Masked, charge.Attempt.Amount);
        return new SalePackage(id, Settings.Terminal, sale.Amount, sale.Paid, [.. unsettled]);
    }

    // The host needs a moment to find out that a bank is away: only what it told some time after the parking counts.
    private bool IsBack(SaleRecord parked) => parked.Issuer is { } bank
        && Board.View.NoticesAt - parked.ChangedAt >= Limits.EchoEvery
        && !Board.View.Notices.Any(notice => IsAway(bank, notice));

    private bool IsAway(IssuerId bank, Notice notice) => notice switch
    {
        Notice.Maintenance(var concerned, var from, var until) => concerned == bank && from <= Now && Now < until,
        Notice.IssuerDown(var concerned, _) => concerned == bank,
        _ => throw new InvariantException("a notice is of maintenance or of an issuer that is down"),
    };

    private static bool MayStart(TillPhase phase) => phase switch
    {
        TillPhase.Idle or TillPhase.Paid or TillPhase.PaidOtherwise or TillPhase.NotPaid or TillPhase.Parked
            or TillPhase.HandedOver => true,
        TillPhase.Starting or TillPhase.AwaitingCard or TillPhase.Reading or TillPhase.AwaitingPin or TillPhase.Sending
            or TillPhase.Checking or TillPhase.Blocked or TillPhase.AwaitingWallet or TillPhase.OutOfOrder => false,
        _ => throw new InvariantException("a till has no such phase"),
    };

    private static bool MayCancel(TillPhase phase) =>
        !MayStart(phase) && phase is not (TillPhase.Starting or TillPhase.OutOfOrder);
}
