using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>Brings a file up to the program's newest tables. What was applied once is never changed again.</summary>
static class Migrations
{
    public static void Apply(SqliteConnection connection, Assembly assembly, string folder)
    {
        var scripts = MigrationScripts.Of(assembly, folder);
        var applied = Applied(connection);
        MigrationScripts.Check(applied, scripts);
        if (applied.Count < scripts.Count)
            Upgrade(connection, scripts);
    }

    private static IReadOnlyList<string> Applied(SqliteConnection connection)
    {
        const string journals = "select count(*) from sqlite_master where name = 'SchemaVersions'";
        const string applied = "select ScriptName from SchemaVersions order by SchemaVersionID";
        var session = new Session(new Statements(connection));
        return session.First(journals, row => row.GetInt32(0)) == 0
            ? []
            : session.Query(applied, row => row.GetString(0));
    }

    private static void Upgrade(SqliteConnection connection, List<SqlScript> scripts)
    {
        using var shared = new SharedConnection(connection);
        var result = DeployChanges.To.SqliteDatabase(shared)
            .WithScripts(scripts)
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new MigrationException($"Migration '{result.ErrorScript?.Name}' failed.", result.Error);
    }
}
