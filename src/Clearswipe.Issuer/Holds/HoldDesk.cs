using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Holds;

/// <summary>Holds money, lets a completion take it, and gives back what is left.</summary>
static class HoldDesk
{
    /// <summary>Holds the amount; what the card lacks is a claim, which only holding again can bring about.</summary>
    public static void Hold(Session session, Card card, Authorisation held, Posting posting, DayUse used)
    {
        if (HoldTable.Find(session, held.Key) is { } before)
            HoldTable.Set(session, before with { Held = held.Amount, State = HoldState.Open });
        else
            HoldTable.Add(
                session,
                new Hold(held.Key, card.Token, held.Amount, held.Amount, held.At + Limits.Held, HoldState.Open));
        Purse.PayWhatever(session, card, Ledger.Holds, held.Amount, posting, used);
    }

    /// <summary>All that is held goes back to the card.</summary>
    public static void Release(Session session, Card card, Hold hold, HoldState state, Posting posting, DayUse used)
    {
        HoldTable.Set(session, hold with { Held = Money.Fen(0), State = state });
        if (hold.Held.IsPositive)
            Purse.Receive(session, card, Ledger.Holds, hold.Held, posting, used);
    }

    /// <summary>Pays the amount: from the hold, beyond it from the card; what is not taken goes back.</summary>
    public static void Complete(Session session, Card card, Hold hold, Money amount, Posting posting)
    {
        var fromHold = Money.Fen(Math.Min(amount.MinorUnits, hold.Held.MinorUnits));
        HoldTable.Set(session, hold with { Held = Money.Fen(0), State = HoldState.Completed });
        if (fromHold.IsPositive)
            Ledger.Post(session, posting.Key, posting.Kind, (Ledger.Holds, Ledger.Settlement), fromHold, posting.At);
        if ((amount - fromHold).IsPositive)
            Purse.PayWhatever(
                session, card, Ledger.Settlement, amount - fromHold, posting.Part("beyond"), card.Used);
        if ((hold.Held - fromHold).IsPositive)
            Purse.Receive(session, card, Ledger.Holds, hold.Held - fromHold, posting.Part("rest"), card.Used);
    }

    /// <summary>
    /// A completion is undone: its money is held again as far as it had been held, unless the time for that is over.
    /// What went back to the card when it was made stays there.
    /// </summary>
    public static void Reopen(Session session, Card card, Hold hold, Money amount, Posting posting)
    {
        var back = hold.HasLapsed(posting.At)
            ? Money.Fen(0)
            : Money.Fen(Math.Min(amount.MinorUnits, hold.Amount.MinorUnits));
        HoldTable.Set(
            session, hold with { Held = back, State = hold.HasLapsed(posting.At) ? HoldState.Lapsed : HoldState.Open });
        if (back.IsPositive)
            Ledger.Post(session, posting.Key, posting.Kind, (Ledger.Settlement, Ledger.Holds), back, posting.At);
        if ((amount - back).IsPositive)
            Purse.Receive(session, card, Ledger.Settlement, amount - back, posting.Part("beyond"), card.Used);
    }

    /// <summary>Gives back on every card what nobody came for in time.</summary>
    public static void GiveBackAllLapsed(Session session, DateTimeOffset now)
    {
        foreach (var token in HoldTable.CardsWithLapsed(session, now))
            if (CardTable.Find(session, token) is { } card)
                GiveBackLapsed(session, card, now);
    }

    /// <summary>Gives back what nobody came for in time; the card as it is after that.</summary>
    public static Card GiveBackLapsed(Session session, Card card, DateTimeOffset now)
    {
        foreach (var hold in HoldTable.Lapsed(session, card.Token, now))
        {
            Release(
                session, card, hold, HoldState.Lapsed, new Posting(hold.Key.ToString(), "lapse", now), card.Used);
            card = card with { Balance = card.Balance + hold.Held };
        }

        return card;
    }
}
