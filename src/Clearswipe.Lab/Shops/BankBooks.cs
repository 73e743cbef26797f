using Clearswipe.Store;

namespace Clearswipe.Lab.Shops;

/// <summary>Reads a bank's file as an auditor does: balances, ledger and authorisations against each other.</summary>
static class BankBooks
{
    /// <summary>What does not fit, a line each; nothing when the books balance.</summary>
    public static IReadOnlyList<string> Wrong(Database bank) => bank.Read(session =>
    {
        const string balances = """
            select masked || ' has another balance than its ledger' from card
            where balance <> (select coalesce(sum(fen), 0) from ledger where account = card.token)
            """;
        const string air = "select 'the rows of the ledger sum to ' || sum(fen) from ledger having sum(fen) <> 0";
        const string debits = """
            select card.masked || ' has paid ' || -coalesce(moved.fen, 0) || ' and was told ' || coalesce(said.fen, 0)
            from card
            left join (select account, sum(fen) as fen from ledger where kind in ('sale', 'reversal')
                       group by account) as moved on moved.account = card.token
            left join (select token, sum(amount) as fen from authorisation
                       where code in ('00', '10', '11', '16') and coalesce(acknowledged, '') <> '00'
                       group by token) as said on said.token = card.token
            where -coalesce(moved.fen, 0) <> coalesce(said.fen, 0)
            """;
        return (IReadOnlyList<string>)
            [.. from sql in new[] { balances, air, debits }
                from wrong in session.Query(sql, row => row.GetString(0))
                select wrong];
    });
}
