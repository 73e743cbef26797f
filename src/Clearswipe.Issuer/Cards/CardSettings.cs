using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Cards;

/// <summary>
/// A card to issue. The PIN comes only as its PVV, which the vault derives at set-up, or not at all: such a card, for a
/// canteen, is paid with as it is. Expiry is YYMM, and the card is good until the end of that month.
/// </summary>
public sealed record CardSettings(Pan Pan, string Expiry, string? Pvv, Money Balance)
{
    public CardStatus Status { get; init; } = CardStatus.Active;

    public DailyLimits Limits { get; init; } = DailyLimits.Usual;

    /// <summary>Fewer than all when the card comes from elsewhere with wrong tries already counted.</summary>
    public int TriesLeft { get; init; } = Vocabulary.Limits.PinTriesAllowed;
}

/// <summary>What the issuer holds against a card, apart from its PIN and its money.</summary>
public enum CardStatus
{
    Active,
    Lost,
    Stolen,
    Restricted,
}

/// <summary>How much a card may pay in a day of the issuer's clock, and how often.</summary>
public sealed record DailyLimits(Money Amount, int Count)
{
    public static readonly DailyLimits Usual = new(Money.Fen(5_000_000), 100);
}

/// <summary>A card as the issuer's own page shows it, masked; the token names it in tables.</summary>
public sealed record CardView(
    string Token, string Masked, string Expiry, CardStatus Status, Money Balance, int TriesLeft, DailyLimits Limits)
{
    public bool IsLocked => TriesLeft == 0;
}
