using Clearswipe.Counter.Keypads;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.People;

/// <summary>A customer with cards and a habit: presents a card as asked, and types a PIN as people do.</summary>
public sealed class Customer(PinHabit habit, IReadOnlyList<LabCard> cards, SeededChance chance)
{
    private int _card;
    private int _entries;

    public PinHabit Habit => habit;

    public LabCard Card => cards[_card];

    public bool HasOtherCard => _card + 1 < cards.Count;

    public bool HasLeft { get; private set; }

    /// <summary>Whether the customer would say, when asked kindly, that the PIN may be another card's.</summary>
    public bool DoubtsPin => habit == PinHabit.RemembersWrongly;

    /// <summary>Takes out another card; false when there is none.</summary>
    public bool TakeOtherCard()
    {
        if (!HasOtherCard)
            return false;
        _card++;
        return true;
    }

    /// <summary>Presents the card in one of the ways asked for; false when this card can do none of them.</summary>
    public bool Present(LabTill till, IReadOnlyList<ReadMethod> asked) =>
        asked.Where(Can).OrderBy(Liking).Any(method => till.Reader.Present(Card, method));

    public async Task TypePin(LabTill till, TimeProvider time, CancellationToken cancellation)
    {
        _entries++;
        switch (habit)
        {
            case PinHabit.WalksAway:
                HasLeft = true;
                await till.Keypad.Strike(PadKey.Cancel, cancellation);
                return;
            case PinHabit.TooSlow when _entries == 1:
                await Task.Delay(Limits.PinEntry * 2, time, cancellation);
                return;
            case PinHabit.CoversKey when _entries == 1:
                till.Keypad.CoveredKey = (PadKey)(Card.Model.RevealPin()[0] - '0');
                break;
        }

        await till.Keypad.Type(WhatIsTyped(), cancellation);
    }

    private string WhatIsTyped() => habit switch
    {
        PinHabit.MistypesOnce when _entries == 1 => Neighbour(Card.Model.RevealPin(), chance.Below(6)),
        PinHabit.RemembersWrongly => Neighbour(Card.Model.RevealPin(), 2),
        _ => Card.Model.RevealPin(),
    };

    private static string Neighbour(string pin, int at) =>
        $"{pin[..at]}{(char)('0' + ((pin[at] - '0' + 1) % 10))}{pin[(at + 1)..]}";

    private bool Can(ReadMethod method) => method switch
    {
        // Whoever is asked to puts a card in, with a chip or without: the slot stays silent then.
        ReadMethod.Chip => true,
        ReadMethod.Tap => Card.Model.IsContactless,
        ReadMethod.Swipe => Card.Stripe != StripeCondition.None,
        _ => throw new InvariantException("a card is put in, held over the reader, or swiped"),
    };

    // Nobody swipes a card that has a chip, or puts in one that has none, unless nothing else is asked for.
    private int Liking(ReadMethod method) => method switch
    {
        ReadMethod.Chip => Card.Model.HasChip ? 0 : 3,
        ReadMethod.Tap => 1,
        ReadMethod.Swipe => 2,
        _ => throw new InvariantException("a card is put in, held over the reader, or swiped"),
    };
}
