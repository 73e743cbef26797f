using Clearswipe.Issuer.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Cards;

/// <summary>How the stripe of a card is.</summary>
public enum StripeCondition
{
    Good,
    /// <summary>The card has no stripe.</summary>
    None,
    /// <summary>No flux is left: a magnet lay on it.</summary>
    Demagnetised,
    /// <summary>Fading: some stretches of bits are gone.</summary>
    Weak,
    /// <summary>A region of bits is wrong.</summary>
    Scratched,
}

/// <summary>How the chip of a card is.</summary>
public enum ChipCondition
{
    Good,
    /// <summary>The card has no chip.</summary>
    None,
    /// <summary>Silent until somebody wipes its contacts.</summary>
    Dirty,
    Silent,
    BadAnswerToReset,
    /// <summary>6A81 on SELECT.</summary>
    CardBlocked,
    /// <summary>6283 on SELECT.</summary>
    ApplicationBlocked,
    /// <summary>An application that the terminal does not know.</summary>
    UnknownApplication,
    /// <summary>The contacts lose touch in the middle, until it is put in with care once more.</summary>
    RemovedEarly,
    /// <summary>6F00 in the middle.</summary>
    Failed,
}

/// <summary>A card of the world, as it was issued and as it is now.</summary>
public sealed record CardModel
{
    /// <summary>The name by which worlds, tests and the bench know it, such as "harbour-good".</summary>
    public required string Name { get; init; }
    public required Bilingual Title { get; init; }
    public required IssuerId Issuer { get; init; }
    public required Pan Pan { get; init; }
    /// <summary>YYMM, as tracks hold it.</summary>
    public required string Expiry { get; init; }
    /// <summary>220 has a chip, 120 a stripe alone; both go online and ask for a PIN (ISO/IEC 7813).</summary>
    public required string ServiceCode { get; init; }
    /// <summary>What the customer knows by heart.</summary>
    public required string Pin { private get; init; }
    public required Money Balance { get; init; }
    public DailyLimits Limits { get; init; } = DailyLimits.Usual;
    public CardStatus Status { get; init; }
    /// <summary>Wrong tries that the issuer has already counted.</summary>
    public int TriesSpent { get; init; }
    public StripeCondition Stripe { get; init; }
    public ChipCondition Chip { get; init; }
    public bool IsContactless { get; init; }
    /// <summary>How often it comes in a random run, against the other cards.</summary>
    public int Often { get; init; } = 1;

    public bool HasChip => Chip != ChipCondition.None;

    /// <summary>
    /// The clear PIN, for the customer who types it and the bank that issues the card. Every use is loud.
    /// </summary>
    public string RevealPin() => Pin;

    /// <summary>
    /// Track 2 between its sentinels (ISO/IEC 7813): number, expiry, service code, discretionary data.
    /// </summary>
    public string Track2 => $"{Pan.Reveal()}={Expiry}{ServiceCode}0000000";

    public override string ToString() => $"{Name} {Pan}";
}
