using Clearswipe.Issuer.Cards;
using Clearswipe.Store;

namespace Clearswipe.Issuer.Pins;

/// <summary>How a card gets its tries back: from a named officer, with a reason.</summary>
static class Unlocking
{
    public static UnlockOutcome Unlock(Session session, string token, string officer, string reason, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(officer) || string.IsNullOrWhiteSpace(reason))
            return new UnlockOutcome.NotAuthorised();
        if (CardTable.Find(session, token) is not { } card)
            return new UnlockOutcome.NoSuchCard();

        WriteDown(session, card, officer, reason, at);
        CardTable.SetTries(session, token, PinTries.Fresh);
        return new UnlockOutcome.Unlocked(PinTries.Fresh.Left);
    }

    private static void WriteDown(Session session, Card card, string officer, string reason, DateTimeOffset at)
    {
        const string sql = """
            insert into unlocking (token, officer, reason, tries_before, at)
            values (@token, @officer, @reason, @tries, @at)
            """;
        session.Execute(
            sql, ("@token", card.Token), ("@officer", officer), ("@reason", reason), ("@tries", card.Tries.Left),
            ("@at", at.ToUnixTimeMilliseconds()));
    }
}
