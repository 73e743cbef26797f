using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>What a sale does next.</summary>
enum Move
{
    Card,
    Pin,
    Send,
    /// <summary>Find out, or undo, what is unknown.</summary>
    Settle,
    Help,
    Wallet,
    Done,
}

/// <summary>
/// One sale from its amount to its sure end. Each move ends in the next; the only loop is this one, and the only way
/// out is paid, not paid, parked or handed over.
/// </summary>
sealed class SaleFlow(Desk desk, OpenSale sale, Hearing hearing, Endings endings, Helping helping)
{
    private readonly Charging _charging = new(desk);
    private readonly Presenting _presenting = new(desk, sale, hearing, helping);

    public async Task Run(Move first, CancellationToken cancellation)
    {
        try
        {
            for (var move = first; move != Move.Done;)
                move = await Make(move, cancellation);
        }
        finally
        {
            sale.WipePin();
            desk.Devices.Keypad.Forget();
        }
    }

    private Task<Move> Make(Move move, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return move switch
        {
            Move.Card => _presenting.AwaitCard(cancellation),
            Move.Pin => _presenting.AwaitPin(cancellation),
            Move.Send => Send(cancellation),
            Move.Settle => Settle(cancellation),
            Move.Help => Help(cancellation),
            Move.Wallet => endings.PayByCode(cancellation),
            Move.Done => throw new InvariantException("a sale that is done makes no move"),
            _ => throw new InvariantException("a sale has seven moves"),
        };
    }

    private async Task<Move> Send(CancellationToken cancellation)
    {
        desk.Show(TillPhase.Sending, desk.Prompter.Sending);
        var ended = await desk.Inbox.While(token => _charging.Charge(sale, token), hearing.Cancels, cancellation);
        sale.WipePin();
        cancellation.ThrowIfCancellationRequested();
        // What was asked to be cancelled while it was on its way is reversed, whatever its answer was.
        if (ended.CutShort is not null)
            return await endings.Stop(cancellation);

        var charged = ended.Result!;
        if (charged.HadNoKeys)
            return await helping.SignOnAndGoOn(cancellation);
        sale.MacWasWrong = charged.MacWasWrong;
        return await After(charged.Charge, cancellation);
    }

    private async Task<Move> After(Charge? charge, CancellationToken cancellation)
    {
        sale.Unsure = charge is { Attempt.Outcome: Outcome.Unknown } ? charge : null;
        sale.Record = desk.Journal.Sale(sale.Id);
        return charge?.Attempt.Outcome switch
        {
            null or Outcome.NotSent => Move.Help,
            Outcome.Reversed => await Reversed(cancellation),
            Outcome.Unknown => charge.Attempt.IsBeingReversed ? Move.Help : Move.Settle,
            Outcome.Approved or Outcome.Settled => await Approved(charge, cancellation),
            Outcome.Refused => await Refused(charge, cancellation),
            _ => throw new InvariantException("an outcome is one of six"),
        };
    }

    // The keys were out of step and are new now: nobody but us was at fault, so the card is simply asked again.
    private async Task<Move> Reversed(CancellationToken cancellation)
    {
        var goesOn = sale is { MacWasWrong: true, HasSignedOn: true };
        sale.MacWasWrong = false;
        return goesOn ? await helping.Again(cancellation) : Move.Help;
    }

    private async Task<Move> Approved(Charge charge, CancellationToken cancellation)
    {
        sale.PinWasWrong = false;
        if (!sale.Due.IsPositive)
            return await endings.Paid(desk.Prompter.Paid, cancellation);

        var partly = desk.Prompter.Partly(charge.Attempt.Charged);
        await desk.Journal.Note(sale.Id, EvidenceKind.Shown, partly.Cashier.En);
        sale.PutAway();
        return Move.Help;
    }

    private async Task<Move> Refused(Charge charge, CancellationToken cancellation)
    {
        var code = charge.Attempt.Code!.Value;
        sale.PinWasWrong = code == ResponseCode.WrongPin;
        if (desk.Advisor.IsLastWordOnCard(Situation.UsualCodes, code))
            sale.Locked.Add(charge.Card.Token);
        // Keys out of step are nobody's wrong PIN: new keys, and the PIN is asked once more.
        return code == ResponseCode.SignOnAgain || code == ResponseCode.MacError || code == ResponseCode.PinFormatError
            ? await helping.SignOnAndGoOn(cancellation)
            : Move.Help;
    }

    private async Task<Move> Settle(CancellationToken cancellation)
    {
        var reason = sale.MacWasWrong ? Reasons.MacWrong : Reasons.NoAnswer;
        desk.Show(TillPhase.Checking, desk.Prompter.Checking);
        if (sale.MacWasWrong && !sale.HasSignedOn)
            sale.HasSignedOn = await desk.SignOn(cancellation);
        var ended = await desk.Inbox.While(
            token => desk.Settler.Settle(sale.Unsure!, reason, token), hearing.Cancels, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (ended.CutShort is not null)
            return await endings.Stop(cancellation);

        return await After(ended.Result, cancellation);
    }

    private async Task<Move> Help(CancellationToken cancellation)
    {
        if (sale.Unsure is not null || sale.CardIsHeld)
            return await KeepSettling(cancellation);

        var offered = await helping.Offer(cancellation);
        if (offered.Next is { } next)
            return next;
        var ended = await desk.Inbox.While(
            token => _presenting.Present(offered.ReadBy, Timeout.InfiniteTimeSpan, token), hearing.CutsShort,
            cancellation);
        if (ended.CutShort is { } command && !Presenting.IsOvertaken(ended))
            return await helping.Obey(command, offered.Steps, cancellation);

        // A customer who simply presents the card again has taken that step without a button.
        if (ended.Result is not { } presented)
            return Move.Help;
        helping.TakenByHand(presented, offered.Steps);
        return await _presenting.Meet(presented, cancellation);
    }

    private async Task<Move> KeepSettling(CancellationToken cancellation)
    {
        await helping.OfferSettling(cancellation);
        var ended = await desk.Inbox.While(SettleWhenDue, hearing.CutsShort, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (ended.CutShort is { } command)
            return await helping.Obey(command, desk.Board.View.Steps, cancellation);
        if (sale.Unsure is not { } unsure)
            return _presenting.GoOnWith(sale.Card!);

        var now = desk.Journal.Of(sale.Id).First(charge => charge.Attempt.Id == unsure.Attempt.Id);
        return await After(now, cancellation);
    }

    private async Task<bool> SettleWhenDue(CancellationToken cancellation)
    {
        var wait = (desk.Settler.NextDue ?? desk.Now) - desk.Now;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, desk.Surroundings.Time, cancellation);
        await desk.Settler.TryDue(cancellation);
        return true;
    }
}
