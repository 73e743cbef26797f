using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>The part of a sale that the customer's hands do: present a card, type a PIN.</summary>
sealed class Presenting(Desk desk, OpenSale sale, Hearing hearing, Helping helping)
{
    public async Task<Move> AwaitCard(CancellationToken cancellation)
    {
        var ways = helping.OtherWays();
        desk.Show(
            TillPhase.AwaitingCard, desk.Prompter.PresentCard(sale.Methods, sale.Due),
            view => view with { ReadBy = sale.Methods, Steps = ways });
        var ended = await desk.Inbox.While(
            token => Present(sale.Methods, Limits.CardPresented, token), hearing.CutsShort, cancellation);
        if (ended.CutShort is { } command && !IsOvertaken(ended))
            return await helping.Obey(command, ways, cancellation);
        return ended.Result is { } presented ? await Meet(presented, cancellation) : NothingCame();
    }

    public async Task<Presented?> Present(
        IReadOnlyList<ReadMethod> methods, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, desk.Surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            if (methods.Count > 0)
                return await desk.Devices.Reader.Await(methods.ToHashSet(), either.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, desk.Surroundings.Time, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// A card that came in the same moment as a button was meant by whoever presented it; a cancel stands.
    /// </summary>
    public static bool IsOvertaken(Ended<Presented?> ended) =>
        ended is { Result: not null, CutShort: Command.Take or Command.Answer };

    private Move NothingCame()
    {
        if (sale.Methods.Contains(ReadMethod.Tap))
            desk.Eyes.Saw(new Observation.CardWasTapped(
                desk.Now, desk.Devices.Reader.Name, TapRead.NothingInField, null));
        return Move.Help;
    }

    public async Task<Move> Meet(Presented presented, CancellationToken cancellation)
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
        desk.Board.Change(view => view with { MaskedCard = card.Pan.ToString(), PinTriesLeft = card.TriesToWarnOf });
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

    public async Task<Move> AwaitPin(CancellationToken cancellation)
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

    /// <summary>Another sale of this card was in the way: it may be settled by now.</summary>
    public Move GoOnWith(CardInHand card)
    {
        sale.CardIsHeld = Twin(card) is not null;
        if (sale.CardIsHeld || sale.CardIsLocked)
            return Move.Help;
        return card.NeedsPin ? Move.Pin : Move.Send;
    }
}
