using Clearswipe.Counter.Sales.Records;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// The sale at hand: what is written down of it, and what is known only while the customer stands here.
/// </summary>
sealed class OpenSale(SaleRecord record)
{
    public static readonly IReadOnlyList<ReadMethod> EveryMethod = [ReadMethod.Chip, ReadMethod.Tap, ReadMethod.Swipe];

    public SaleRecord Record { get; set; } = record;

    public SaleId Id => Record.Id;

    public Money Due => Record.Due;

    public IReadOnlyList<ReadMethod> Methods { get; set; } = EveryMethod;

    public CardInHand? Card { get; private set; }

    /// <summary>The card's cryptogram was sent: the next attempt needs a fresh one.</summary>
    public bool CardIsUsed { get; set; }

    /// <summary>The last PIN for the card in hand was refused.</summary>
    public bool PinWasWrong { get; set; }

    /// <summary>The PIN just typed is the one typed before; the pad says so, and nothing more.</summary>
    public bool PinIsTheSame { get; set; }

    public ReadOnlyMemory<byte>? PinBlock { get; private set; }

    /// <summary>The attempt whose outcome is being found out.</summary>
    public Charge? Unsure { get; set; }

    public bool MacWasWrong { get; set; }

    public bool HasSignedOn { get; set; }

    public bool ReaderIsDead { get; set; }

    public bool ChipFailed { get; set; }

    /// <summary>Another sale of this card and amount is not settled: this one may not charge it.</summary>
    public bool CardIsHeld { get; set; }

    public IssuerId? Issuer { get; set; }

    public Proposal? LastStep { get; set; }

    public List<StepId> Tried { get; } = [];

    /// <summary>Cards that their issuers locked or want kept, by token: none is asked for a PIN in this sale.</summary>
    public HashSet<string> Locked { get; } = [];

    public bool CardIsLocked => Card is { } card && Locked.Contains(card.Token);

    public void Take(CardInHand card)
    {
        PinWasWrong &= card.Token == Card?.Token;
        Card = card;
        (CardIsUsed, CardIsHeld) = (false, false);
    }

    public void PutAway()
    {
        Card = null;
        (CardIsUsed, CardIsHeld, PinWasWrong) = (false, false, false);
        Methods = EveryMethod;
    }

    public void Keep(ReadOnlyMemory<byte> pinBlock) => PinBlock = pinBlock;

    /// <summary>The block served one attempt; there is no second one from it.</summary>
    public void WipePin() => PinBlock = null;
}
