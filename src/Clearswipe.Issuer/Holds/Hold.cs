using Clearswipe.Issuer.Authorisations;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Holds;

/// <summary>What became of money that was held.</summary>
enum HoldState
{
    Open,
    /// <summary>A completion took its part, and the rest went back.</summary>
    Completed,
    /// <summary>Given back by a void or a reversal.</summary>
    Released,
    /// <summary>Given back because nobody came for it in time.</summary>
    Lapsed,
}

/// <summary>Money held for a pre-authorisation: the amount that was asked, and what is held of it now.</summary>
sealed record Hold(
    AuthorisationKey Key, string CardToken, Money Amount, Money Held, DateTimeOffset Lapses, HoldState State)
{
    public bool HasLapsed(DateTimeOffset now) => now > Lapses;
}

/// <summary>The holds, a row for each pre-authorisation that was approved.</summary>
static class HoldTable
{
    private const string Columns = "authorisation, token, amount, held, lapses, state";

    public static void Add(Session session, Hold hold)
    {
        const string sql = $"""
            insert into hold ({Columns}) values (@key, @token, @amount, @held, @lapses, @state)
            """;
        session.Execute(
            sql, ("@key", hold.Key.ToString()), ("@token", hold.CardToken), ("@amount", hold.Amount.MinorUnits),
            ("@held", hold.Held.MinorUnits), ("@lapses", hold.Lapses.ToUnixTimeMilliseconds()),
            ("@state", hold.State.ToString()));
    }

    public static Hold? Find(Session session, AuthorisationKey key) =>
        session.First(
            $"select {Columns} from hold where authorisation = @key", Read, ("@key", key.ToString()));

    public static void Set(Session session, Hold hold)
    {
        var changed = session.Execute(
            "update hold set held = @held, state = @state where authorisation = @key",
            ("@held", hold.Held.MinorUnits), ("@state", hold.State.ToString()), ("@key", hold.Key.ToString()));
        Invariant.Holds(changed == 1, "a hold that changes is there");
    }

    public static IReadOnlyList<Hold> Lapsed(Session session, string token, DateTimeOffset now) =>
        session.Query(
            $"select {Columns} from hold where token = @token and state = 'Open' and lapses < @now", Read,
            ("@token", token), ("@now", now.ToUnixTimeMilliseconds()));

    public static IReadOnlyList<string> CardsWithLapsed(Session session, DateTimeOffset now) =>
        session.Query(
            "select distinct token from hold where state = 'Open' and lapses < @now order by token",
            row => row.GetString(0), ("@now", now.ToUnixTimeMilliseconds()));

    /// <summary>What is held on all cards together: the ledger's account of holds says the same.</summary>
    public static long Sum(Session session) =>
        session.First("select coalesce(sum(held), 0) from hold", row => row.GetInt64(0));

    private static Hold Read(Row row) => new(
        AuthorisationKey.Parse(row.GetString(0)), row.GetString(1), Money.Fen(row.GetInt64(2)),
        Money.Fen(row.GetInt64(3)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        Enum.Parse<HoldState>(row.GetString(5)));
}
