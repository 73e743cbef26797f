using Clearswipe.Issuer.Holds;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Cards;

/// <summary>Money in double entry: what one account gives, another gets, in the same write.</summary>
static class Ledger
{
    /// <summary>What the issuer owes the acquirers.</summary>
    public const string Settlement = "settlement";

    /// <summary>Where money that is paid into cards comes from.</summary>
    public const string Funding = "funding";

    /// <summary>Money that is held for pre-authorisations.</summary>
    public const string Holds = "holds";

    /// <summary>What cardholders owe: a payment that was made again found less than it took.</summary>
    public const string Claims = "claims";

    /// <summary>
    /// Moves the amount once: the same posting of the same kind a second time breaks the table's key and undoes the
    /// write that tried.
    /// </summary>
    public static void Post(
        Session session, string posting, string kind, (string From, string To) accounts, Money amount,
        DateTimeOffset at)
    {
        Row(session, posting, kind, accounts.From, -amount.MinorUnits, at);
        Row(session, posting, kind, accounts.To, amount.MinorUnits, at);
    }

    public static bool Has(Session session, string posting, string kind, string account) =>
        session.First(
            "select 1 from ledger where account = @account and posting = @posting and kind = @kind",
            row => row.GetInt32(0), ("@account", account), ("@posting", posting), ("@kind", kind)) == 1;

    /// <summary>Each card's balance is the sum of its rows, and all rows together are nothing.</summary>
    public static void Check(Session session)
    {
        const string adrift = """
            select count(*) from card
            left join (select account, sum(fen) as fen from ledger group by account) own on own.account = card.token
            where card.balance <> coalesce(own.fen, 0)
            """;
        Invariant.Holds(
            session.First(adrift, row => row.GetInt64(0)) == 0, "a card's balance is the sum of its ledger");
        const string held = "select coalesce(sum(fen), 0) from ledger where account = 'holds'";
        Invariant.Holds(
            session.First(held, row => row.GetInt64(0)) == HoldTable.Sum(session), "what is held is in the ledger");
        Invariant.Holds(
            session.First("select coalesce(sum(fen), 0) from ledger", row => row.GetInt64(0)) == 0,
            "the ledger's rows sum to nothing");
    }

    private static void Row(Session session, string posting, string kind, string account, long fen, DateTimeOffset at)
    {
        const string sql = """
            insert into ledger (posting, kind, account, fen, at) values (@posting, @kind, @account, @fen, @at)
            """;
        var statement = new Statement(
            sql, ("@posting", posting), ("@kind", kind), ("@account", account), ("@fen", fen),
            ("@at", at.ToUnixTimeMilliseconds()));
        session.Expect(statement, "a posting is made once");
    }
}
