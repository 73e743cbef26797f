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
        var scripts = Scripts(assembly, folder);
        var applied = Applied(connection);
        Check(applied, scripts);
        if (applied.Count < scripts.Count)
            Upgrade(connection, scripts);
    }

    internal static void Check(IReadOnlyList<string> applied, IReadOnlyList<SqlScript> scripts)
    {
        if (scripts.Count == 0)
            throw new MigrationException("There are no embedded migrations under the given folder.");

        var names = scripts.Select(script => script.Name).ToList();
        if (applied.Except(names).FirstOrDefault() is { } unknown)
            throw new MigrationException($"The database is newer than this program: it has had '{unknown}'.");

        if (!applied.SequenceEqual(names.Take(applied.Count)))
            throw new MigrationException("The database has had its migrations in another order.");
    }

    private static List<SqlScript> Scripts(Assembly assembly, string folder)
    {
        var prefix = Prefix(assembly.GetName().Name!, folder.Replace('/', '.').Trim('.'));
        return [.. from name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
                   where name.StartsWith(prefix, StringComparison.Ordinal)
                       && name.EndsWith(".sql", StringComparison.Ordinal)
                   select new SqlScript(name[prefix.Length..], Text(assembly, name))];
    }

    // The compiler names a resource after its assembly and its folder; a caller may leave the assembly out.
    private static string Prefix(string assembly, string folder) =>
        folder.StartsWith(assembly, StringComparison.Ordinal) ? $"{folder}." : $"{assembly}.{folder}.";

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
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
