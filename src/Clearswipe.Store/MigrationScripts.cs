using System.Reflection;
using DbUp.Engine;

namespace Clearswipe.Store;

/// <summary>The numbered *.sql beside each table's code, which are applied once and in order.</summary>
static class MigrationScripts
{
    /// <summary>The embedded scripts of the assembly whose names start with the folder, in name order.</summary>
    public static List<SqlScript> Of(Assembly assembly, string folder)
    {
        var prefix = Prefix(assembly.GetName().Name!, folder.Replace('/', '.').Trim('.'));
        return [.. from name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
                   where name.StartsWith(prefix, StringComparison.Ordinal)
                       && name.EndsWith(".sql", StringComparison.Ordinal)
                   select new SqlScript(name[prefix.Length..], Text(assembly, name))];
    }

    /// <summary>A database that had other migrations, or the same in another order, is refused.</summary>
    public static void Check(IReadOnlyList<string> applied, IReadOnlyList<SqlScript> scripts)
    {
        if (scripts.Count == 0)
            throw new MigrationException("There are no embedded migrations under the given folder.");

        var names = scripts.Select(script => script.Name).ToList();
        if (applied.Except(names).FirstOrDefault() is { } unknown)
            throw new MigrationException($"The database is newer than this program: it has had '{unknown}'.");

        if (!applied.SequenceEqual(names.Take(applied.Count)))
            throw new MigrationException("The database has had its migrations in another order.");
    }

    // The compiler names a resource after its assembly and its folder; a caller may leave the assembly out.
    private static string Prefix(string assembly, string folder) =>
        folder.StartsWith(assembly, StringComparison.Ordinal) ? $"{folder}." : $"{assembly}.{folder}.";

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
