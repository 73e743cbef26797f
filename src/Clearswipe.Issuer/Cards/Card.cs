using System.Globalization;
using Clearswipe.Issuer.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Cards;

/// <summary>A card as its issuer decides about it, read in the same write that decides.</summary>
sealed record Card(
    string Token, string Expiry, CardStatus Status, PinTries Tries, Money Balance, DailyLimits Limits, DayUse Used)
{
    /// <summary>A card that was issued without one is paid with as it is.</summary>
    public bool HasPin { get; init; } = true;

    /// <summary>Good until the end of its month (ISO/IEC 7813: YYMM).</summary>
    public bool HasExpired(DateTimeOffset now) =>
        string.CompareOrdinal(Expiry, now.ToString("yyMM", CultureInfo.InvariantCulture)) < 0;
}

/// <summary>What a card has paid on a day of the issuer's clock.</summary>
sealed record DayUse(string Day, Money Amount, int Count)
{
    public static string Of(DateTimeOffset now) => now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The use of today: yesterday's is over. One of a later day was counted before the clock was set back, and counts
    /// on: no limit begins anew by that.
    /// </summary>
    public DayUse On(DateTimeOffset now) =>
        string.CompareOrdinal(Day, Of(now)) >= 0 ? this : new DayUse(Of(now), Money.Fen(0), 0);

    public DayUse With(Money amount) => this with { Amount = Amount + amount, Count = Count + 1 };

    /// <summary>Gives back what a reversed sale of that day had used.</summary>
    public DayUse Without(Money amount, string day) =>
        Day == day ? this with { Amount = Amount - amount, Count = Count - 1 } : this;
}
