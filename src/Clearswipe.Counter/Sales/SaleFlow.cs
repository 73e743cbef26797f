using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Sales.Records;
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
    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;
    private readonly Charging _charging = new(desk);

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
            Move.Card => AwaitCard(cancellation),
            Move.Pin => AwaitPin(cancellation),
            Move.Send => Send(cancellation),
            Move.Settle => Settle(cancellation),
            Move.Help => Help(cancellation),
            Move.Wallet => endings.PayByCode(cancellation),
            Move.Done => throw new InvariantException("a sale that is done makes no move"),
            _ => throw new InvariantException("a sale has seven moves"),
        };
    }

    private async Task<Move> AwaitCard(CancellationToken cancellation)
    {
        var ways = helping.OtherWays();
        desk.Show(
            TillPhase.AwaitingCard, desk.Prompter.PresentCard(sale.Methods, sale.Due),
            view => view with { ReadBy = sale.Methods, Steps = ways });
        var ended = await desk.Inbox.While(
            token => Present(sale.Methods, Limits.CardPresented, token), hearing.CutsShort, cancellation);
        if (ended.CutShort is { } command)
            return await helping.Obey(command, ways, cancellation);
        return ended.Result is { } presented ? await Meet(presented, cancellation) : NothingCame();
    }

    private async Task<Presented?> Present(
        IReadOnlyList<ReadMethod> methods, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, desk.Surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            if (methods.Count > 0)
                return await desk.Devices.Reader.Await(methods.ToHashSet(), either.Token);
            await Task.Delay(Forever, desk.Surroundings.Time, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private Move NothingCame()
    {
        if (sale.Methods.Contains(ReadMethod.Tap))
            desk.Eyes.Saw(new Observation.CardWasTapped(
                desk.Now, desk.Devices.Reader.Name, TapRead.NothingInField, null));
        return Move.Help;
    }

    private async Task<Move> Meet(Presented presented, CancellationToken cancellation)
    {
        desk.Show(TillPhase.Reading, desk.Prompter.Reading);
        sale.ReaderIsDead = presented is Presented.ReaderDead;
        var card = await desk.Cards.Take(presented, Reading(), desk.Eyes, cancellation);
        return card is null ? NotRead(presented) : await Take(card, cancellation);
    }

    private Move NotRead(Presented presented)
    {
        sale.ChipFailed |= presented is Presented.Inserted;
        sale.Methods = OpenSale.EveryMethod;
        return Move.Help;
    }

    private ReadingFor Reading() => new(sale.Id, sale.Due, desk.Settings.FallbackAllowed && sale.ChipFailed);

    private async Task<Move> Take(CardInHand card, CancellationToken cancellation)
    {
        sale.Take(card);
        sale.Methods = OpenSale.EveryMethod;
        sale.Issuer = desk.Journal.Read(session => IssuerTable.Find(session, card.Pan.Bin)) ?? sale.Issuer;
        desk.Board.Change(view => view with { MaskedCard = card.Pan.ToString(), PinTriesLeft = card.PinTriesLeft });
        if (sale.CardIsLocked || await IsHeld(card, cancellation))
            return Move.Help;

        return card.NeedsPin ? Move.Pin : Move.Send;
    }

    // The same card and amount once more, while the first is unknown, is how customers are charged twice.
    private async Task<bool> IsHeld(CardInHand card, CancellationToken cancellation)
    {
        if (Twin(card) is not { } open)
            return false;

        desk.Show(TillPhase.Checking, desk.Prompter.Checking);
        await desk.Inbox.While(
            token => desk.Settler.Settle(open, Reasons.NoAnswer, token), hearing.Cancels, cancellation);
        return sale.CardIsHeld = Twin(card) is not null;
    }

    private Charge? Twin(CardInHand card) => desk.Journal.Unknown()
        .FirstOrDefault(charge => charge.Card.Token == card.Token && charge.Attempt.Amount == sale.Due);

    private async Task<Move> AwaitPin(CancellationToken cancellation)
    {
        if (sale.Card is not { } card)
            return Move.Card;
        if (desk.Devices.Keypad.State == PadState.NoKeys)
            await desk.SignOn(cancellation);

        sale.PinIsTheSame = false;
        desk.Show(TillPhase.AwaitingPin, desk.Prompter.EnterPin(sale.Due, sale.PinWasWrong));
        var ended = await desk.Inbox.While(token => Type(card, token), hearing.CutsShort, cancellation);
        if (ended.CutShort is { } command)
            return await helping.Obey(command, [], cancellation);
        if (ended.Result is not PinEntry.Entered(var block))
            return Move.Help;

        // The issuer refused this very PIN a moment ago: sending it again only brings the lock nearer.
        if (sale.PinWasWrong && LastComparison() is { SameAsBefore: true })
            return Move.Help;
        sale.Keep(block);
        return Move.Send;
    }

    private async Task<PinEntry> Type(CardInHand card, CancellationToken cancellation) =>
        await desk.Devices.Keypad.EnterPin(card.Pan, desk.Eyes, cancellation);

    private Observation.PinCompared? LastComparison() =>
        desk.Eyes.OfSale.OfType<Observation.PinCompared>().LastOrDefault();

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
        if (code == ResponseCode.PinTriesExceeded || code == ResponseCode.PinLocked)
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
            token => Present(offered.ReadBy, Forever, token), hearing.CutsShort, cancellation);
        if (ended.CutShort is { } command)
            return await helping.Obey(command, offered.Steps, cancellation);

        // A customer who simply presents the card again has taken that step without a button.
        if (ended.Result is not { } presented)
            return Move.Help;
        helping.TakenByHand(presented, offered.Steps);
        return await Meet(presented, cancellation);
    }

    private async Task<Move> KeepSettling(CancellationToken cancellation)
    {
        await helping.OfferSettling(cancellation);
        var ended = await desk.Inbox.While(SettleWhenDue, hearing.CutsShort, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (ended.CutShort is { } command)
            return await helping.Obey(command, desk.Board.View.Steps, cancellation);
        if (sale.Unsure is not { } unsure)
            return GoOnWith(sale.Card!);

        var now = desk.Journal.Of(sale.Id).First(charge => charge.Attempt.Id == unsure.Attempt.Id);
        return await After(now, cancellation);
    }

    private Move GoOnWith(CardInHand card)
    {
        sale.CardIsHeld = Twin(card) is not null;
        if (sale.CardIsHeld || sale.CardIsLocked)
            return Move.Help;
        return card.NeedsPin ? Move.Pin : Move.Send;
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
