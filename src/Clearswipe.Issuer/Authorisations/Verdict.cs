using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What is asked of a card: the PIN is null when the terminal sent no block.</summary>
sealed record Asked(Money Amount, string? Expiry, bool IsTap, PinCheck? Pin)
{
    public Service Service { get; init; } = Service.Sale;

    /// <summary>Whether its cryptogram is by a chip of ours, and serves for the first time.</summary>
    public bool IsChipGood { get; init; } = true;

    /// <summary>What is held already for what is to be completed.</summary>
    public Money Held { get; init; } = Money.Fen(0);

    /// <summary>What speaks against it in what it refers to.</summary>
    public ResponseCode? AgainstOriginal { get; init; }

    /// <summary>Whether the card is asked anew: what refers to an original was decided with that.</summary>
    public bool IsNew => Service is Service.Sale or Service.PreAuthorisation or Service.Balance;
}

/// <summary>What the issuer allows at this moment, apart from the card itself.</summary>
sealed record HouseRules(bool IsInMaintenance, Money TapWithoutPinUpTo);

/// <summary>What the issuer says, and the PIN tries that are left after it said so.</summary>
abstract record Verdict(PinTries Tries)
{
    public sealed record Approved(PinTries Tries) : Verdict(Tries);

    public sealed record Refused(ResponseCode Code, PinTries Tries) : Verdict(Tries);

    /// <summary>
    /// The order of the checks is a promise: maintenance (91), the card (14), what is held against it (41, 43, 62),
    /// its month (54), its chip (59), its lock (38), its PIN (99, 55, 75), the original (25, 64, 22, 12), and money
    /// last (13, 61, 65, 51). So a thief without the PIN learns nothing of the balance, and a dead card costs no try.
    /// What refers to an original is not held against the card, and needs no PIN; one that is sent must be right.
    /// </summary>
    public static Verdict Decide(Card? card, Asked asked, HouseRules rules, DateTimeOffset now)
    {
        if (rules.IsInMaintenance)
            return new Refused(ResponseCode.IssuerUnavailable, card?.Tries ?? PinTries.Fresh);
        if (card is null)
            return new Refused(ResponseCode.InvalidCard, PinTries.Fresh);
        var against = AgainstCard(card, asked, now) ?? AgainstChip(card, asked) ?? AgainstPin(card, asked, rules);
        if (against is not null)
            return against;

        var tries = asked.Pin is { } check ? card.Tries.After(check) : card.Tries;
        return (asked.AgainstOriginal ?? AgainstMoney(card, asked, now)) is { } code
            ? new Refused(code, tries)
            : new Approved(tries);
    }

    /// <summary>Whether the decision comes as far as the PIN: before that, no try may be spent on it.</summary>
    public static bool LooksAtPin(Card card, Asked asked, HouseRules rules, DateTimeOffset now) =>
        card.HasPin && !rules.IsInMaintenance && AgainstCard(card, asked, now) is null
            && AgainstChip(card, asked) is null && !card.Tries.IsLocked;

    // A copied chip is told so before its PIN is looked at: whoever made it learns nothing by guessing.
    private static Refused? AgainstChip(Card card, Asked asked) =>
        asked.IsChipGood ? null : new Refused(ResponseCode.CardCheckFailed, card.Tries);

    private static Refused? AgainstCard(Card card, Asked asked, DateTimeOffset now) => card.Status switch
    {
        _ when !asked.IsNew => null,
        CardStatus.Lost => new(ResponseCode.LostCard, card.Tries),
        CardStatus.Stolen => new(ResponseCode.StolenCard, card.Tries),
        CardStatus.Restricted => new(ResponseCode.Restricted, card.Tries),
        CardStatus.Active when card.HasExpired(now) || asked.Expiry is { } told && told != card.Expiry =>
            new(ResponseCode.ExpiredCard, card.Tries),
        CardStatus.Active => null,
        _ => throw new InvariantException("a card is active, lost, stolen or restricted"),
    };

    private static Refused? AgainstPin(Card card, Asked asked, HouseRules rules)
    {
        if (!card.HasPin || (!asked.IsNew && asked.Pin is null))
            return null;

        // Locked is said before the PIN is looked at: a locked card never tells whether a guess was right.
        if (card.Tries.IsLocked)
            return new Refused(ResponseCode.PinLocked, card.Tries);

        return asked.Pin switch
        {
            PinCheck.Matched => null,
            PinCheck.Mismatched => AfterWrongPin(card.Tries.After(PinCheck.Mismatched)),
            PinCheck.Garbled => new(ResponseCode.PinFormatError, card.Tries),
            PinCheck.Locked => new(ResponseCode.PinLocked, card.Tries),
            null when asked.IsTap && asked.Amount.MinorUnits <= rules.TapWithoutPinUpTo.MinorUnits => null,
            // No block at all is no wrong PIN (invariant M8): the terminal should have sent one.
            null => new(ResponseCode.PinFormatError, card.Tries),
            _ => throw new InvariantException("a PIN check matched, mismatched, was garbled or met a lock"),
        };
    }

    private static Refused AfterWrongPin(PinTries tries) =>
        new(tries.IsLocked ? ResponseCode.PinTriesExceeded : ResponseCode.WrongPin, tries);

    private static ResponseCode? AgainstMoney(Card card, Asked asked, DateTimeOffset now)
    {
        if (!asked.Service.HasAmount())
            return null;
        if (asked.Service == Service.Completion)
            return asked.Amount.MinorUnits > asked.Held.MinorUnits + card.Balance.MinorUnits
                ? ResponseCode.InsufficientFunds
                : null;
        if (!asked.IsNew)
            return asked.Amount.IsPositive ? null : ResponseCode.InvalidAmount;
        return AgainstLimits(card, asked.Amount, card.Used.On(now).With(asked.Amount));
    }

    private static ResponseCode? AgainstLimits(Card card, Money amount, DayUse today) =>
        !amount.IsPositive ? ResponseCode.InvalidAmount
        : today.Amount.MinorUnits > card.Limits.Amount.MinorUnits ? ResponseCode.OverAmountLimit
        : today.Count > card.Limits.Count ? ResponseCode.OverCountLimit
        : amount.MinorUnits > card.Balance.MinorUnits ? ResponseCode.InsufficientFunds
        : null;
}
