using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// Brings a database up to the program's newest tables, and gives it the table in which its writers take turns. Of
/// several programs that start at once, one does it and the others wait.
/// </summary>
static class PostgresMigrations
{
    // Any number that no other program locks in the same database: "CLEAR" in ASCII.
    private const string OneAtATime = "select pg_advisory_lock(289631261010)";
    private const string Done = "select pg_advisory_unlock(289631261010)";

    // A row for each writer, that is for each opening: the last group which it committed.
    private const string Turns = """
        create table if not exists store_turn (
            writer    bigint      not null primary key generated always as identity,
            number    bigint      not null default 0,
            opened_at timestamptz not null default now()
        )
        """;

    public static void Apply(PostgresServer server, Assembly assembly, string folder)
    {
        var scripts = MigrationScripts.Of(assembly, folder);
        using var connection = server.Connect();
        var session = new Session(new Pipeline(connection));
        CheckSafety(session);
        session.First(OneAtATime, _ => true);
        try
        {
            session.Execute(Turns);
            var applied = Applied(session);
            MigrationScripts.Check(applied, scripts);
            if (applied.Count < scripts.Count)
                Upgrade(server.Source, scripts);
        }
        finally
        {
            session.First(Done, _ => true);
        }
    }

    // Without these a server acknowledges what a power cut takes back.
    private static void CheckSafety(Session session)
    {
        const string unsafely = """
            select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off' order by name
            """;
        if (session.First(unsafely, row => row.GetString(0)) is { } setting)
            throw new StoreUnsafeException(setting);
    }

    private static IReadOnlyList<string> Applied(Session session)
    {
        const string journals = "select count(*) from information_schema.tables where table_name = 'schemaversions'";
        const string applied = "select scriptname from schemaversions order by schemaversionsid";
        return session.First(journals, row => row.GetInt32(0)) == 0
            ? []
            : session.Query(applied, row => row.GetString(0));
    }

    private static void Upgrade(NpgsqlDataSource source, List<SqlScript> scripts)
    {
        var result = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScripts(scripts.Select(script => new SqlScript(script.Name, Translation.OfMigration(script.Contents))))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new MigrationException($"Migration '{result.ErrorScript?.Name}' failed.", result.Error);
    }
}
