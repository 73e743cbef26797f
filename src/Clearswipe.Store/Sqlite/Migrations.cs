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
        const string journals = "select name from sqlite_master where name = 'SchemaVersions'";
        const string applied = "select ScriptName from SchemaVersions order by SchemaVersionID";
        return Names(connection, journals).Count == 0 ? [] : Names(connection, applied);
    }

    // Disposed at once: a statement that only the garbage collector ends would hold the file open after its closing.
    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
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
