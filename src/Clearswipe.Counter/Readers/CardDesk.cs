using Clearswipe.Counter.Sales;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Counter.Readers;

/// <summary>Which sale a card is read for, and whether its stripe may stand in for a chip that failed.</summary>
sealed record ReadingFor(SaleId Sale, Money Amount, bool MayFallBack);

/// <summary>Makes a card in hand out of what the reader met, and tells what was seen on the way.</summary>
sealed class CardDesk(
    TillSettings settings, string reader, KeyVault vault, Surroundings surroundings, Recall recall)
{
    /// <summary>The card, or null when it could not be read: the observations say why.</summary>
    public async ValueTask<CardInHand?> Take(
        Presented presented, ReadingFor reading, IWitness witness, CancellationToken cancellation)
    {
        switch (presented)
        {
            case Presented.Swiped(var bits):
                return Swipe(bits, reading, witness);
            case Presented.Inserted(var chip):
                return await Insert(chip, reading, witness, cancellation);
            case Presented.Tapped(var chip):
                return await Tap(chip, reading, witness, cancellation);
            case Presented.SeveralCardsInField:
                witness.Saw(new Observation.CardWasTapped(surroundings.Now, reader, TapRead.SeveralCards, null));
                return null;
            case Presented.ReaderDead:
                witness.Saw(new Observation.ReaderSilent(surroundings.Now, reader));
                return null;
            default:
                throw new InvariantException("a reader meets one of five things");
        }
    }

    /// <summary>The chip once more, for a fresh cryptogram.</summary>
    public async ValueTask<CardInHand?> Insert(
        IChip chip, ReadingFor reading, IWitness witness, CancellationToken cancellation)
    {
        var terminal = TerminalData.Of(settings, reading.Amount, surroundings);
        var outcome = await new ChipReading(chip, settings.Applications, terminal).Insert(cancellation);
        var card = outcome.Facts is { } facts
            ? OfChip(ReadMethod.Chip, facts) with { ChipData = facts.ToIssuer(terminal), Chip = chip }
            : null;
        recall.Read(reading.Sale.Value, ReadMethod.Chip, card is not null);
        witness.Saw(new Observation.ChipWasRead(
            surroundings.Now, reader, outcome.Result, outcome.Status, card?.Token));
        Tell(outcome, witness);
        if (card?.PinTriesLeft is { } left)
            witness.Saw(new Observation.PinTriesLeft(surroundings.Now, left));
        return card;
    }

    private async ValueTask<CardInHand?> Tap(
        IChip chip, ReadingFor reading, IWitness witness, CancellationToken cancellation)
    {
        if (reading.Amount.MinorUnits > settings.ContactlessLimit.MinorUnits)
        {
            witness.Saw(new Observation.CardWasTapped(surroundings.Now, reader, TapRead.InsertInstead, null));
            return null;
        }

        var terminal = TerminalData.Of(settings, reading.Amount, surroundings);
        var outcome = await new ChipReading(chip, settings.Applications, terminal).Tap(cancellation);
        var card = outcome.Facts is { } facts
            ? OfChip(ReadMethod.Tap, facts) with { ChipData = facts.ToIssuer(terminal), NeedsPin = false }
            : null;
        recall.Read(reading.Sale.Value, ReadMethod.Tap, card is not null);
        witness.Saw(new Observation.CardWasTapped(surroundings.Now, reader, Ended(outcome), card?.Token));
        Tell(outcome, witness);
        return card;
    }

    private CardInHand? Swipe(IReadOnlyList<bool> bits, ReadingFor reading, IWitness witness)
    {
        var stripe = Track2.Decode(bits);
        var track = stripe switch
        {
            StripeReading<Track2>.Good(var good) => good,
            StripeReading<Track2>.HasChip(var withChip) => withChip,
            _ => null,
        };
        var token = track is null ? null : vault.Cards.Token(track.Pan);
        recall.Read(reading.Sale.Value, ReadMethod.Swipe, track is not null);
        witness.Saw(new Observation.StripeWasRead(surroundings.Now, reader, stripe.Rung, token));
        if (track is null || (stripe is StripeReading<Track2>.HasChip && !reading.MayFallBack))
            return null;

        return new CardInHand(ReadMethod.Swipe, track.Pan, token!)
        {
            Expiry = track.Expiry is { Length: 4 } expiry ? expiry : null,
            Track2 = track.Reveal(),
            NeedsPin = CardholderCheck.WantsPin(track),
        };
    }

    private CardInHand OfChip(ReadMethod method, ChipFacts facts) =>
        new(method, facts.Pan!.Value, vault.Cards.Token(facts.Pan.Value))
        {
            Expiry = facts.Expiry,
            Sequence = facts.Sequence,
            Track2 = facts.Track?.Reveal(),
            NeedsPin = CardholderCheck.WantsPin(facts),
            PinTriesLeft = facts.PinTriesLeft,
        };

    private void Tell(ChipOutcome outcome, IWitness witness)
    {
        foreach (var application in outcome.UnknownApplications.Where(name => !settings.Applications.Contains(name)))
            witness.Saw(new Observation.ApplicationUnknown(surroundings.Now, application));
    }

    // 6984, 6985 and 6986 on processing options: the card wants another interface (EMV Book A, Entry Point).
    private static TapRead Ended(ChipOutcome outcome) => outcome switch
    {
        { Facts: not null } => TapRead.Good,
        { Status: 0x6984 or 0x6985 or 0x6986 } => TapRead.InsertInstead,
        _ => TapRead.Failed,
    };
}
