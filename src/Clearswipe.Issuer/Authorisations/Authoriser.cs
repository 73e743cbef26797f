using System.Globalization;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Chips;
using Clearswipe.Issuer.Holds;
using Clearswipe.Issuer.Originals;
using Clearswipe.Issuer.Pins;
using Clearswipe.Issuer.Settlements;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>
/// Decides what is asked of cards and undoes it. Everything it says was written first, in the one write that also took
/// the money or the PIN try (invariants M3, M5 and M7).
/// </summary>
sealed class Authoriser(Database database, PinDesk pins, Func<HouseRules> rules, Surroundings surroundings)
{
    private readonly Bookings _bookings = new(surroundings);

    /// <summary>The verdict on a request whose MAC fits. The same request again hears the first answer.</summary>
    public Task<Said> Answer(SaleRequest sale, string token)
    {
        var approvalCode = NewApprovalCode();
        return database.Write(session =>
            Before(session, Row(sale, token, ResponseCode.Approved))
                ?? Decide(session, sale, token, approvalCode));
    }

    /// <summary>
    /// Refuses a request that cannot be trusted or read, for ever: should the true one still come, it hears the same.
    /// Null when something was said under its numbers already; the forged copy then hears nothing.
    /// </summary>
    public Task<Said?> Refuse(AuthorisationKey key, ResponseCode code)
    {
        var row = new Authorisation(
            key, surroundings.Now, "", Authorisation.Unread, Money.Fen(0), code, null, null);
        return database.Write(session =>
        {
            if (AuthorisationTable.Find(session, key) is not null)
                return null;
            AuthorisationTable.Add(session, row);
            return new Said(code, null);
        });
    }

    /// <summary>Undoes the original once, and gives every repetition the same answer.</summary>
    public Task<ResponseCode> Reverse(AuthorisationKey original, SaleRequest reversal, string token) =>
        rules().IsInMaintenance
            ? Task.FromResult(ResponseCode.IssuerUnavailable)
            : database.Write(session =>
                Undo(session, Row(reversal with { Key = original }, token, ResponseCode.InvalidTransaction)));

    // An advice that cannot be judged now leaves no row, so it is always looked for.
    private static Said? Before(Session session, Authorisation asked) =>
        (asked.Service.IsAdvice()
            ? AuthorisationTable.Find(session, asked.Key)
            : AuthorisationTable.FindSeldom(session, asked.Key)) is not { } first ? null
        : first.IsSameAs(asked) ? first.ToldAgain
        : new Said(ResponseCode.Duplicate, null);

    private Said Decide(Session session, SaleRequest sale, string token, string approvalCode)
    {
        if (sale.Service.IsAdvice() && rules().IsInMaintenance)
            // It comes again: nothing that was said of it now would be its last word.
            return new Said(ResponseCode.IssuerUnavailable, null);

        var (card, verdict) = Judge(session, sale, token);
        var said = verdict switch
        {
            Verdict.Approved => new Said(ResponseCode.Approved, approvalCode) { Balance = BalanceOf(sale, card) },
            Verdict.Refused(var code, _) => new Said(code, null),
            _ => throw new InvariantException("a verdict approves or refuses"),
        };

        var done = Row(sale, token, said.Code) with { ApprovalCode = said.ApprovalCode, Balance = said.Balance };
        if (card is not null && verdict is Verdict.Approved)
        {
            _bookings.Do(session, card, done);
            if (sale.Chip is { } chip)
                ChipCounterTable.Approve(session, token, chip);
        }

        AuthorisationTable.Add(session, done);
        return said;
    }

    // The PIN is checked within the write: the record is read, spent and stored before the next request sees it.
    private (Card? Card, Verdict Verdict) Judge(Session session, SaleRequest sale, string token)
    {
        var (house, now) = (rules(), surroundings.LocalNow);
        var card = CardTable.Find(session, token);
        // Looked for only when it matters: a card with money enough is not held up by it.
        if (card is not null && (sale.Service == Service.Balance || sale.Amount.MinorUnits > card.Balance.MinorUnits))
            card = HoldDesk.GiveBackLapsed(session, card, surroundings.Now);
        var asked = AskedOf(session, sale, token);
        if (card is not null && sale.PinBlock is { } block && Verdict.LooksAtPin(card, asked, house, now))
        {
            (var check, card) = pins.Spend(session, card, sale.Pan, block);
            asked = asked with { Pin = check };
        }

        return (card, Verdict.Decide(card, asked, house, now));
    }

    private Asked AskedOf(Session session, SaleRequest sale, string token)
    {
        var asked = new Asked(sale.Amount, sale.Expiry, sale.IsTap, null)
        {
            Service = sale.Service,
            IsChipGood = sale.Chip is not { } chip || (chip.Fits && ChipCounterTable.IsNew(session, token, chip)),
        };
        if (sale.Service.Originals().Count == 0)
            return asked;
        var original = OriginalDesk.Find(session, sale.Original);
        return asked with
        {
            Held = original.Hold?.Held ?? Money.Fen(0),
            AgainstOriginal = OriginalRules.Against(sale, token, original, surroundings.Now),
        };
    }

    private static Money? BalanceOf(SaleRequest sale, Card? card) =>
        sale.Service == Service.Balance ? card?.Balance : null;

    private ResponseCode Undo(Session session, Authorisation reversal)
    {
        if (AuthorisationTable.Find(session, reversal.Key) is not { } original)
        {
            // The tombstone: should the original still come, it is refused (invariant M5).
            AuthorisationTable.Add(session, reversal with { Acknowledged = ResponseCode.OriginalNotFound });
            return ResponseCode.OriginalNotFound;
        }

        if (!original.IsSameAs(reversal))
            return ResponseCode.AmountMismatch;
        if (original.Acknowledged is { } acknowledged)
            return acknowledged;

        var isToUndo = original.Stands && original.Service.IsReversible()
            && !OriginalDesk.IsCompleted(session, original);
        if (isToUndo)
            _bookings.Reverse(session, original);
        var code = isToUndo ? ResponseCode.Approved : ResponseCode.InvalidTransaction;
        AuthorisationTable.Acknowledge(session, original.Key, code);
        return code;
    }

    private Authorisation Row(SaleRequest sale, string token, ResponseCode code) =>
        new(sale.Key, surroundings.Now, sale.Rrn, token, sale.Amount, code, null, null)
        {
            Service = sale.Service,
            Original = sale.Service.Originals().Count == 0 ? null : sale.Original,
            Day = SettlementDay.Read(sale.Day, surroundings.LocalNow),
        };

    private string NewApprovalCode()
    {
        Span<byte> random = stackalloc byte[4];
        surroundings.Chance.Fill(random);
        return (BitConverter.ToUInt32(random) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

/// <summary>What the issuer says: a code, and when it approves an approval code, or the balance.</summary>
sealed record Said(ResponseCode Code, string? ApprovalCode)
{
    public Money? Balance { get; init; }
}
