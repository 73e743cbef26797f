using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What a sale asks of a card: the PIN is null when the terminal sent no block.</summary>
sealed record Asked(Money Amount, string? Expiry, bool IsTap, PinCheck? Pin);

/// <summary>What the issuer allows at this moment, apart from the card itself.</summary>
sealed record HouseRules(bool IsInMaintenance, Money TapWithoutPinUpTo);

/// <summary>What the issuer says, and the PIN tries that are left after it said so.</summary>
abstract record Verdict(PinTries Tries)
{
    public sealed record Approved(PinTries Tries) : Verdict(Tries);

    public sealed record Refused(ResponseCode Code, PinTries Tries) : Verdict(Tries);

    /// <summary>
    /// The order of the checks is a promise: maintenance (91), the card (14), what is held against it (41, 43, 62),
    /// its month (54), its lock (38), its PIN (99, 55, 75), and money last (13, 61, 65, 51). So a thief without the PIN
    /// learns nothing of the balance, and a dead card costs no try.
    /// </summary>
    public static Verdict Decide(Card? card, Asked asked, HouseRules rules, DateTimeOffset now)
    {
        if (rules.IsInMaintenance)
            return new Refused(ResponseCode.IssuerUnavailable, card?.Tries ?? PinTries.Fresh);
        if (card is null)
            return new Refused(ResponseCode.InvalidCard, PinTries.Fresh);
        if ((AgainstCard(card, asked, now) ?? AgainstPin(card, asked, rules)) is { } refused)
            return refused;

        var tries = asked.Pin is { } check ? card.Tries.After(check) : card.Tries;
        return AgainstMoney(card, asked.Amount, now) is { } code ? new Refused(code, tries) : new Approved(tries);
    }

    /// <summary>Whether the decision comes as far as the PIN: before that, no try may be spent on it.</summary>
    public static bool LooksAtPin(Card card, Asked asked, HouseRules rules, DateTimeOffset now) =>
        card.HasPin && !rules.IsInMaintenance && AgainstCard(card, asked, now) is null && !card.Tries.IsLocked;

    private static Refused? AgainstCard(Card card, Asked asked, DateTimeOffset now) => card.Status switch
    {
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
        if (!card.HasPin)
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

    private static ResponseCode? AgainstMoney(Card card, Money amount, DateTimeOffset now)
    {
        var today = card.Used.On(now).With(amount);
        return !amount.IsPositive ? ResponseCode.InvalidAmount
            : today.Amount.MinorUnits > card.Limits.Amount.MinorUnits ? ResponseCode.OverAmountLimit
            : today.Count > card.Limits.Count ? ResponseCode.OverCountLimit
            : amount.MinorUnits > card.Balance.MinorUnits ? ResponseCode.InsufficientFunds
            : null;
    }
}
