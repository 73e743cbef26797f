using Clearswipe.Issuer.Cards;
using Clearswipe.Store;

namespace Clearswipe.Issuer.Pins;

/// <summary>How a card gets its tries back: from two named officers, with a reason.</summary>
static class Unlocking
{
    public static UnlockOutcome Unlock(
        Session session, PinDesk pins, string token, UnlockOrder order, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(order.Reason))
            return new UnlockOutcome.NotAuthorised();
        if (CardTable.Find(session, token) is not { } card)
            return new UnlockOutcome.NoSuchCard();
        if (!pins.Unlock(session, card, order.Officer, order.SecondOfficer))
            return new UnlockOutcome.NotAuthorised();

        WriteDown(session, card, order, at);
        return new UnlockOutcome.Unlocked(PinTries.Fresh.Left);
    }

    private static void WriteDown(Session session, Card card, UnlockOrder order, DateTimeOffset at)
    {
        const string sql = """
            insert into unlocking (token, officer, second, reason, tries_before, at)
            values (@token, @officer, @second, @reason, @tries, @at)
            """;
        session.Execute(
            sql, ("@token", card.Token), ("@officer", order.Officer), ("@second", order.SecondOfficer),
            ("@reason", order.Reason), ("@tries", card.Tries.Left), ("@at", at.ToUnixTimeMilliseconds()));
    }
}
