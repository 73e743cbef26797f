using Clearswipe.Store;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>Numbers that outlive every restart: the trace, the sale, the batch.</summary>
static class CounterTable
{
    public static long Get(Session session, string name) =>
        session.First("select value from counter where name = @name", row => row.GetInt64(0), ("@name", name));

    public static void Set(Session session, string name, long value)
    {
        const string sql = """
            insert into counter (name, value) values (@name, @value)
            on conflict (name) do update set value = excluded.value;
            """;
        session.Execute(sql, ("@name", name), ("@value", value));
    }
}
