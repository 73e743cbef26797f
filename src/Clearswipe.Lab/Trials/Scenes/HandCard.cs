using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What a chip can be like.</summary>
enum ChipState
{
    Good,
    Dirty,
    Damaged,
    CardBlocked,
    ApplicationBlocked,
    NotSupported,
    NotInParameters,
}

/// <summary>What a stripe can be like.</summary>
enum StripeState
{
    Good,
    Demagnetised,
    Scratched,
}

/// <summary>What goes amiss with the hands, once.</summary>
enum Handling
{
    Fine,
    WrongWay,
    RemovedEarly,
    Unsteady,
    TapUnfinished,
}

/// <summary>What goes amiss at the keys, once; a wrong memory stays.</summary>
enum Fingers
{
    Fine,
    Slip,
    CoverKey,
    StrikeTwice,
    Unfinished,
}

/// <summary>A card, its account at the bank, and what its holder believes its PIN to be.</summary>
sealed record HandCard(string Token, IssuerId Issuer)
{
    public const int TriesAllowed = 3;

    public bool HasChip { get; set; } = true;
    public bool IsContactless { get; set; } = true;
    public ChipState Chip { get; set; }
    public StripeState Stripe { get; set; }

    /// <summary>How badly a chip or stripe fails: the share of reads that do.</summary>
    public double Badness { get; set; } = 1;
    public bool NumberIsMisread { get; set; }

    /// <summary>Why the bank refuses whatever is asked; null when it has no reason.</summary>
    public Condition? Refusal { get; set; }
    public bool RemembersWrongly { get; set; }

    /// <summary>Wrong PINs in a row, as the bank counts them.</summary>
    public int TriesSpent { get; set; }

    public bool IsLocked => TriesSpent >= TriesAllowed;
}

/// <summary>A line of the shop: the hop that is broken, what it loses, how slow it is.</summary>
sealed record TillLine(string Name)
{
    public Hop Broken { get; set; }
    public double Loss { get; set; }

    /// <summary>Median of what it adds to a message's way, in seconds.</summary>
    public double Delay { get; set; }

    /// <summary>When it is well again by itself.</summary>
    public DateTimeOffset Until { get; set; } = DateTimeOffset.MaxValue;

    public bool IsWell => Broken == Hop.None && Loss == 0 && Delay == 0;
}
