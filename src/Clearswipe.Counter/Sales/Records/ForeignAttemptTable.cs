using Clearswipe.Store;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>Attempts of another till that were unsettled when it handed the sale over, or told of it last.</summary>
static class ForeignAttemptTable
{
    public static void Replace(Session session, SaleId sale, IReadOnlyList<UnsettledAttempt> attempts)
    {
        const string insert = """
            insert into foreign_attempt (sale, attempt, masked, amount) values (@sale, @attempt, @masked, @amount);
            """;
        session.Execute("delete from foreign_attempt where sale = @sale", ("@sale", sale.Value));
        foreach (var attempt in attempts)
            session.Execute(
                insert, ("@sale", sale.Value), ("@attempt", attempt.Attempt.ToString()),
                ("@masked", attempt.MaskedCard), ("@amount", attempt.Amount.MinorUnits));
    }

    public static bool AnyOf(Session session, SaleId sale) => session.First(
        "select count(*) from foreign_attempt where sale = @sale", row => row.GetInt32(0), ("@sale", sale.Value)) > 0;
}
