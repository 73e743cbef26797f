using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Holds;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>
/// What each service does to money, and how that is undone. Each step is a posting of its own in the ledger, so that
/// none is made twice; a void undoes what its original did, and the reversal of a void does it again.
/// </summary>
sealed class Bookings(Surroundings surroundings)
{
    /// <summary>Does what was approved.</summary>
    public void Do(Session session, Card card, Authorisation done)
    {
        var kind = done.Service == Service.Sale ? "sale" : done.Service.ToString();
        Do(session, card, done, new Posting(done.Key.ToString(), kind, surroundings.Now));
    }

    /// <summary>Undoes what was approved and stands.</summary>
    public void Reverse(Session session, Authorisation done) =>
        Undo(session, CardOf(session, done), done, new Posting(done.Key.ToString(), "reversal", surroundings.Now));

    private void Do(Session session, Card card, Authorisation done, Posting posting)
    {
        var used = card.Used.On(surroundings.LocalNow).With(done.Amount);
        switch (done.Service)
        {
            case Service.Sale or Service.SaleNotice:
                Purse.PayWhatever(session, card, Ledger.Settlement, done.Amount, posting, used);
                break;
            case Service.Refund:
                Purse.Receive(session, card, Ledger.Settlement, done.Amount, posting, card.Used);
                break;
            case Service.PreAuthorisation:
                HoldDesk.Hold(session, card, done, posting, used);
                break;
            case Service.Completion or Service.CompletionNotice:
                HoldDesk.Complete(session, card, HoldOf(session, done), done.Amount, posting);
                break;
            case Service.Void or Service.PreAuthorisationVoid or Service.CompletionVoid:
                var original = OriginalOf(session, done);
                Undo(session, card, original, posting);
                AuthorisationTable.Undo(session, original.Key, done.Key);
                break;
            case Service.Balance or Service.ScriptResult:
                break;
            default:
                throw new InvariantException("a service is one of the eleven");
        }
    }

    private void Undo(Session session, Card card, Authorisation done, Posting posting)
    {
        var used = card.Used.Without(
            done.Amount, DayUse.Of(TimeZoneInfo.ConvertTime(done.At, surroundings.Time.LocalTimeZone)));
        switch (done.Service)
        {
            case Service.Sale:
                Purse.Receive(session, card, Ledger.Settlement, done.Amount, posting, used);
                break;
            case Service.PreAuthorisation:
                var hold = HoldTable.Find(session, done.Key);
                Invariant.Holds(hold is not null, "what was pre-authorised was held");
                HoldDesk.Release(session, card, hold, HoldState.Released, posting, used);
                break;
            case Service.Completion:
                HoldDesk.Reopen(session, card, HoldOf(session, done), done.Amount, posting);
                break;
            case Service.Void or Service.PreAuthorisationVoid or Service.CompletionVoid:
                DoAgain(session, card, OriginalOf(session, done), posting);
                break;
            case Service.Refund or Service.SaleNotice or Service.CompletionNotice or Service.Balance
                or Service.ScriptResult:
                throw new InvariantException("an advice or a balance is never undone");
            default:
                throw new InvariantException("a service is one of the eleven");
        }
    }

    // The void is gone, so its original stands again, unless that was reversed meanwhile by its own reversal.
    private void DoAgain(Session session, Card card, Authorisation original, Posting posting)
    {
        AuthorisationTable.Undo(session, original.Key, null);
        if (!original.IsReversed)
            Do(session, card, original, posting);
    }

    private static Hold HoldOf(Session session, Authorisation completion)
    {
        Invariant.Holds(completion.Original is not null, "a completion has its pre-authorisation");
        var hold = HoldTable.Find(session, completion.Original.Value);
        Invariant.Holds(hold is not null, "what was pre-authorised was held");
        return hold;
    }

    private static Authorisation OriginalOf(Session session, Authorisation done)
    {
        var original = done.Original is { } key ? AuthorisationTable.Find(session, key) : null;
        Invariant.Holds(original is not null, "what was voided is there");
        return original;
    }

    private static Card CardOf(Session session, Authorisation done)
    {
        var card = CardTable.Find(session, done.CardToken);
        Invariant.Holds(card is not null, "what was approved was for a card of ours");
        return card;
    }
}
