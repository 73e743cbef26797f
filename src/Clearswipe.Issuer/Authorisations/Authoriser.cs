using System.Globalization;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>
/// Decides sales and undoes them. Everything it says was written first, in the one write that also took the money or
/// the PIN try (invariants M3, M5 and M7).
/// </summary>
sealed class Authoriser(Database database, PinDesk pins, Func<HouseRules> rules, Surroundings surroundings)
{
    /// <summary>The verdict on a request whose MAC fits. The same request again hears the first answer.</summary>
    public Task<Said> Sell(SaleRequest sale, string token)
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

    private static Said? Before(Session session, Authorisation asked) =>
        AuthorisationTable.Find(session, asked.Key) is not { } first ? null
        : first.IsSameAs(asked) ? new Said(first.ToldAgain, first.IsReversed ? null : first.ApprovalCode)
        : new Said(ResponseCode.Duplicate, null);

    private Said Decide(Session session, SaleRequest sale, string token, string approvalCode)
    {
        var (card, verdict) = Judge(session, sale, token);
        var said = verdict switch
        {
            Verdict.Approved => new Said(ResponseCode.Approved, approvalCode),
            Verdict.Refused(var code, _) => new Said(code, null),
            _ => throw new InvariantException("a verdict approves or refuses"),
        };

        if (card is not null && verdict is Verdict.Approved)
            Debit(session, card, sale);
        AuthorisationTable.Add(session, Row(sale, token, said.Code) with { ApprovalCode = said.ApprovalCode });
        return said;
    }

    // The PIN is checked within the write: the record is read, spent and stored before the next request sees it.
    private (Card? Card, Verdict Verdict) Judge(Session session, SaleRequest sale, string token)
    {
        var (house, now) = (rules(), surroundings.LocalNow);
        var card = CardTable.Find(session, token);
        var asked = new Asked(sale.Amount, sale.Expiry, sale.IsTap, null);
        if (card is not null && sale.PinBlock is { } block && Verdict.LooksAtPin(card, asked, house, now))
        {
            (var check, card) = pins.Spend(session, card, sale.Pan, block);
            asked = asked with { Pin = check };
        }

        return (card, Verdict.Decide(card, asked, house, now));
    }

    private void Debit(Session session, Card card, SaleRequest sale)
    {
        var used = card.Used.On(surroundings.LocalNow).With(sale.Amount);
        CardTable.Move(session, card.Token, Money.Fen(0) - sale.Amount, used);
        Ledger.Post(
            session, sale.Key.ToString(), "sale", (card.Token, Ledger.Settlement), sale.Amount, surroundings.Now);
    }

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

        var code = original.Code.IsApproval ? ResponseCode.Approved : ResponseCode.InvalidTransaction;
        if (original.Code.IsApproval)
            GiveBack(session, original);
        AuthorisationTable.Acknowledge(session, original.Key, code);
        return code;
    }

    private void GiveBack(Session session, Authorisation original)
    {
        var card = CardTable.Find(session, original.CardToken);
        Invariant.Holds(card is not null, "what was debited was a card of ours");
        var day = DayUse.Of(TimeZoneInfo.ConvertTime(original.At, surroundings.Time.LocalTimeZone));
        CardTable.Move(session, card.Token, original.Amount, card.Used.Without(original.Amount, day));
        Ledger.Post(
            session, original.Key.ToString(), "reversal", (Ledger.Settlement, card.Token), original.Amount,
            surroundings.Now);
    }

    private Authorisation Row(SaleRequest sale, string token, ResponseCode code) =>
        new(sale.Key, surroundings.Now, sale.Rrn, token, sale.Amount, code, null, null);

    private string NewApprovalCode()
    {
        Span<byte> random = stackalloc byte[4];
        surroundings.Chance.Fill(random);
        return (BitConverter.ToUInt32(random) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

/// <summary>What the issuer says to a sale: a code, and an approval code when it approves.</summary>
sealed record Said(ResponseCode Code, string? ApprovalCode);
