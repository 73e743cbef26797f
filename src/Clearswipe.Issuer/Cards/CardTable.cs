using Clearswipe.Issuer.Pins;
using Clearswipe.Store;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Cards;

/// <summary>The cards, each in one row.</summary>
static class CardTable
{
    private const string Columns =
        "token, masked, expiry, status, tries_left, balance, limit_amount, limit_count, " +
        "used_day, used_amount, used_count, length(pin)";

    /// <summary>Issues a card once; a card that is there keeps its balance and its tries (invariant M7).</summary>
    public static bool Issue(Session session, string token, CardSettings card, SealedPin pin)
    {
        const string sql = """
            insert into card (token, masked, expiry, pin, status, tries_left, balance,
                              limit_amount, limit_count, used_day, used_amount, used_count)
            values (@token, @masked, @expiry, @pin, @status, @tries, @balance, @limit_amount, @limit_count, '', 0, 0)
            on conflict (token) do nothing
            """;
        return session.Execute(
            sql, ("@token", token), ("@masked", card.Pan.ToString()), ("@expiry", card.Expiry), ("@pin", pin.Bytes),
            ("@status", card.Status.ToString()), ("@tries", card.TriesLeft), ("@balance", card.Balance.MinorUnits),
            ("@limit_amount", card.Limits.Amount.MinorUnits), ("@limit_count", card.Limits.Count)) == 1;
    }

    public static Card? Find(Session session, string token) =>
        session.Recall(token, () =>
            session.First($"select {Columns} from card where token = @token", ReadCard, ("@token", token)));

    /// <summary>The card's sealed PIN record; null when there is no such card.</summary>
    public static SealedPin? Pin(Session session, string token) =>
        session.First(
            "select pin from card where token = @token", row => new SealedPin(row.GetBytes(0)), ("@token", token));

    public static IReadOnlyList<CardView> All(Session session) =>
        session.Query($"select {Columns} from card order by masked, token", ReadView);

    public static bool SetStatus(Session session, string token, CardStatus status) =>
        Set(session, token, new(
            "update card set status = @status where token = @token",
            ("@status", status.ToString()), ("@token", token)));

    public static bool SetLimits(Session session, string token, DailyLimits limits) =>
        Set(session, token, new(
            "update card set limit_amount = @amount, limit_count = @count where token = @token",
            ("@amount", limits.Amount.MinorUnits), ("@count", limits.Count), ("@token", token)));

    /// <summary>Keeps the vault's new record, and the count that the bank's page shows of it.</summary>
    public static void SetPin(Session session, string token, SealedPin pin, PinTries tries) =>
        Set(session, token, new(
            "update card set pin = @pin, tries_left = @tries where token = @token",
            ("@pin", pin.Bytes), ("@tries", tries.Left), ("@token", token)));

    /// <summary>Adds to the balance, or takes from it; the table itself refuses a balance below nothing.</summary>
    public static void Move(Session session, string token, Money amount, DayUse used)
    {
        const string sql = """
            update card set balance = @balance, used_day = @day, used_amount = @used, used_count = @count
            where token = @token
            """;
        var card = Find(session, token);
        Invariant.Holds(card is not null, "money moves on a card that is there");
        card = card with { Balance = card.Balance + amount, Used = used };
        var statement = new Statement(
            sql, ("@balance", card.Balance.MinorUnits), ("@day", used.Day), ("@used", used.Amount.MinorUnits),
            ("@count", used.Count), ("@token", token));
        session.Put(token, statement, "a card that was read is there");
        session.Keep(token, card);
    }

    private static bool Set(Session session, string token, Statement statement)
    {
        session.Forget<Card>(token);
        return session.Execute(statement) == 1;
    }

    private static Card ReadCard(Row row) => new(
        row.GetString(0), row.GetString(2), Enum.Parse<CardStatus>(row.GetString(3)), new PinTries(row.GetInt32(4)),
        Money.Fen(row.GetInt64(5)), new DailyLimits(Money.Fen(row.GetInt64(6)), row.GetInt32(7)),
        new DayUse(row.GetString(8), Money.Fen(row.GetInt64(9)), row.GetInt32(10)))
    {
        HasPin = row.GetInt32(11) > 0,
    };

    private static CardView ReadView(Row row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Enum.Parse<CardStatus>(row.GetString(3)),
        Money.Fen(row.GetInt64(5)), row.GetInt32(4), new DailyLimits(Money.Fen(row.GetInt64(6)), row.GetInt32(7)));
}
