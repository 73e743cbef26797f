using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Cards;

/// <summary>Which posting of which kind moves money now (<see cref="Ledger"/>).</summary>
readonly record struct Posting(string Key, string Kind, DateTimeOffset At)
{
    /// <summary>Another part of the same posting, such as what goes beyond a hold.</summary>
    public Posting Part(string part) => this with { Kind = $"{Kind}-{part}" };
}

/// <summary>A card's own money: into it, out of it, and out of it even where there is too little.</summary>
static class Purse
{
    /// <summary>From the card, which has it: the table refuses a balance below nothing.</summary>
    public static void Pay(Session session, Card card, string to, Money amount, Posting posting, DayUse used)
    {
        CardTable.Move(session, card.Token, Money.Fen(0) - amount, used);
        Ledger.Post(session, posting.Key, posting.Kind, (card.Token, to), amount, posting.At);
    }

    public static void Receive(Session session, Card card, string from, Money amount, Posting posting, DayUse used)
    {
        CardTable.Move(session, card.Token, amount, used);
        Ledger.Post(session, posting.Key, posting.Kind, (from, card.Token), amount, posting.At);
    }

    /// <summary>
    /// From the card whatever it has, and the rest as a claim on its holder: what was paid, undone and is paid after
    /// all cannot be refused any more.
    /// </summary>
    public static void PayWhatever(
        Session session, Card card, string to, Money amount, Posting posting, DayUse used)
    {
        var own = Money.Fen(Math.Min(amount.MinorUnits, card.Balance.MinorUnits));
        Pay(session, card, to, own, posting, used);
        if ((amount - own).IsPositive)
            Ledger.Post(
                session, posting.Key, posting.Part("claim").Kind, (Ledger.Claims, to), amount - own, posting.At);
    }
}
