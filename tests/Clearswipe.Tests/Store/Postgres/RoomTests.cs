using System.Reflection;
using Clearswipe.Counter.Sales;
using Clearswipe.Issuer;
using Clearswipe.Store;
using Clearswipe.Switch;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>The rooms' own migrations make the same tables in both stores.</summary>
public sealed class RoomTests : IDisposable
{
    private readonly Shelf _shelf = new();

    public static TheoryData<string, string> Rooms => new()
    {
        { typeof(SwitchNode).Assembly.GetName().Name!, "Migrations" },
        { typeof(IssuerNode).Assembly.GetName().Name!, "Migrations" },
        { typeof(Till).Assembly.GetName().Name!, "Sales/Tables" },
    };

    public void Dispose() => _shelf.Dispose();

    [Theory, MemberData(nameof(Rooms))]
    public async Task A_rooms_migrations_make_the_same_tables_in_both_stores(string room, string folder)
    {
        var assembly = Assembly.Load(room);
        await using var file = Database.Open(_shelf.File, assembly, folder);
        await using var server = Database.OpenPostgres(
            Cluster.OfTheRun.NewDatabase(), assembly, folder, TimeProvider.System);

        const string inFile = """
            select t.name || '.' || lower(c.name) || ' ' || replace(lower(c.type), 'integer', 'bigint')
            from sqlite_master t, pragma_table_info(t.name) c
            where t.type = 'table' and t.name not in ('SchemaVersions', 'sqlite_sequence')
            """;
        const string inServer = """
            select table_name || '.' || column_name || ' ' || case data_type
                when 'bytea' then 'blob'
                when 'character varying' then 'varchar(' || character_maximum_length || ')'
                else data_type end
            from information_schema.columns
            where table_schema = 'public' and table_name not in ('schemaversions', 'store_turn')
            """;
        Assert.Equal(Columns(file, inFile), Columns(server, inServer));
    }

    private static IEnumerable<string> Columns(Database database, string sql)
    {
        var columns = database.Read(session => session.Query(sql, row => row.GetString(0)));
        Assert.NotEmpty(columns);
        return columns.Order(StringComparer.Ordinal);
    }
}
