using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Receipts;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>The sales.</summary>
static class SaleTable
{
    private const string Columns = "id, amount, paid, state, issuer, token, opened_at, changed_at";

    public static void Insert(Session session, SaleRecord sale)
    {
        // A sale taken over a second time, with news, stands already.
        const string sql = $"""
            insert into sale ({Columns}) values (@id, @amount, @paid, @state, @issuer, @token, @opened_at, @changed_at)
            on conflict (id) do nothing;
            """;
        session.Execute(
            sql, ("@id", sale.Id.Value), ("@amount", sale.Amount.MinorUnits), ("@paid", sale.Paid.MinorUnits),
            ("@state", sale.State.ToString()), ("@issuer", sale.Issuer?.Value), ("@token", sale.Token),
            ("@opened_at", Stamp.Write(sale.OpenedAt)), ("@changed_at", Stamp.Write(sale.ChangedAt)));
    }

    /// <summary>
    /// What is paid is always counted anew from the attempts and payments, in the unit of work that changed them: the
    /// sale is paid in the same moment as the approval is durable, and never without one.
    /// </summary>
    public static void Recount(Session session, SaleId sale, DateTimeOffset now)
    {
        const string count = """
            update sale set changed_at = @now, paid =
                coalesce((select sum(approved) from attempt
                    where sale = @sale and outcome in ('Approved', 'Settled')), 0)
                + coalesce((select sum(amount) from payment where sale = @sale and state = 'Paid'), 0)
            where id = @sale;
            """;
        const string close = """
            update sale set state = case
                when exists (select 1 from payment where sale = @sale and state = 'Paid' and means <> 'other-till')
                then 'PaidOtherwise' else 'Paid' end
            where id = @sale and paid >= amount and state in ('Open', 'Parked', 'HandedOver');
            """;
        session.Execute(count, ("@now", Stamp.Write(now)), ("@sale", sale.Value));
        session.Execute(close, ("@sale", sale.Value));
    }

    /// <summary>Only an open, parked or handed-over sale changes its state; how a sale ended stands for ever.</summary>
    public static bool Become(Session session, SaleId sale, SaleState state, IssuerId? issuer, DateTimeOffset now)
    {
        const string sql = """
            update sale set state = @state, issuer = coalesce(@issuer, issuer), changed_at = @now
            where id = @sale and state in ('Open', 'Parked', 'HandedOver');
            """;
        return session.Execute(
            sql, ("@state", state.ToString()), ("@issuer", issuer?.Value), ("@now", Stamp.Write(now)),
            ("@sale", sale.Value)) == 1;
    }

    public static SaleRecord? Find(Session session, SaleId sale)
    {
        const string sql = $"select {Columns} from sale where id = @sale";
        return session.First(sql, Read, ("@sale", sale.Value));
    }

    public static SaleRecord? Find(Session session, string token)
    {
        const string sql = $"select {Columns} from sale where token = @token";
        return session.First(sql, Read, ("@token", token));
    }

    public static IReadOnlyList<SaleRecord> In(Session session, SaleState state)
    {
        const string sql = $"select {Columns} from sale where state = @state order by opened_at, id";
        return session.Query(sql, Read, ("@state", state.ToString()));
    }

    /// <summary>Sales that were paid just before the power failed: nobody has seen a receipt of them.</summary>
    public static IReadOnlyList<SaleRecord> PaidWithoutReceipt(Session session)
    {
        const string sql = $"""
            select {Columns} from sale where state in ('Paid', 'PaidOtherwise')
                and not exists (select 1 from receipt where receipt.token = sale.token)
            order by opened_at, id
            """;
        return session.Query(sql, Read);
    }

    private static SaleRecord Read(Row row) => new(
        new SaleId(row.GetString(0)), Money.Fen(row.GetInt64(1)), Money.Fen(row.GetInt64(2)),
        Enum.Parse<SaleState>(row.GetString(3)), row.IsDBNull(4) ? null : new IssuerId(row.GetString(4)),
        row.GetString(5), Stamp.Read(row.GetString(6)), Stamp.Read(row.GetString(7)));
}
