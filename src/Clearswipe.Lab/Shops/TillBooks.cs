using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>An attempt to charge a card as a till's file has it.</summary>
sealed record TillCharge(AttemptId Attempt, string Sale, Money Amount, string Outcome, string? Code)
{
    public bool IsCharged => Outcome is "Approved" or "Settled";

    public bool IsUnknown => Outcome == "Unknown";
}

/// <summary>A sale as a till's file has it, or as two tills have it that share it after a hand-over.</summary>
sealed record TillSale(string Id, Money Amount, Money OtherMeans, string State)
{
    public static TillSale Merged(IEnumerable<TillSale> parts)
    {
        var all = parts.OrderBy(part => part.IsPaid ? 0 : part.IsOpen ? 2 : 1).ToList();
        return all[0] with { OtherMeans = all.Select(part => part.OtherMeans).Aggregate((sum, part) => sum + part) };
    }

    public bool IsPaid => State is "Paid" or "PaidOtherwise";

    public bool IsOpen => State is not ("Paid" or "PaidOtherwise" or "NotCharged");
}

/// <summary>Reads a till's file as an auditor does: the tables, with no help from the till.</summary>
static class TillBooks
{
    public static IReadOnlyList<TillCharge> Charges(Database till, TerminalId terminal)
    {
        const string sql = """
            select batch, trace, sale, coalesce(approved, amount), outcome, code from attempt order by batch, trace
            """;
        return till.Read(session => session.Query(
            sql,
            row => new TillCharge(
                new AttemptId(terminal, new BatchNumber(row.GetInt32(0)), new TraceNumber(row.GetInt32(1))),
                row.GetString(2), Money.Fen(row.GetInt64(3)), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5))));
    }

    public static IReadOnlyList<TillSale> Sales(Database till)
    {
        const string sql = """
            select id, amount, state,
                   (select coalesce(sum(amount), 0) from payment
                    where payment.sale = sale.id and payment.state = 'Paid' and payment.means <> 'other-till')
            from sale order by id
            """;
        return till.Read(session => session.Query(
            sql,
            row => new TillSale(
                row.GetString(0), Money.Fen(row.GetInt64(1)), Money.Fen(row.GetInt64(3)), row.GetString(2))));
    }
}
