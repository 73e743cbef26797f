using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Clearswipe.Vocabulary;

namespace Clearswipe.Store.Postgres;

/// <summary>All that differs between the SQL of the rooms and PostgreSQL's.</summary>
static partial class Translation
{
    // The program's statements are literals, a few dozen a room; SQL glued together at run time would pass this bound.
    private const int MostKept = 2_048;
    private const int MostMilliseconds = 1_000;

    private static readonly ConcurrentDictionary<string, string> Known = new();

    /// <summary>
    /// Column types: SQLite's integer has 64 bits, and PostgreSQL's has 32. Tables without a rowid are SQLite's alone.
    /// </summary>
    public static string OfMigration(string sql) =>
        IntegerType().Replace(BlobType().Replace(WithoutRowid().Replace(sql, ""), "bytea"), "bigint");

    /// <summary>@names become $1, $2, … in the order in which the parameters are always given.</summary>
    public static string OfStatement(string sql, (string Name, object? Value)[] parameters) =>
        Known.TryGetValue(sql, out var known) ? known : Known.GetOrAdd(sql, Numbered(sql, parameters));

    private static string Numbered(string sql, (string Name, object? Value)[] parameters)
    {
        Invariant.Holds(Known.Count < MostKept, "SQL is written once, with parameters, never glued together");
        return Named(sql, parameters, number => $"${number}");
    }

    /// <summary>Each @name becomes what is written for its number, counted from 1.</summary>
    public static string Named(string sql, (string Name, object? Value)[] parameters, Func<int, string> write) =>
        NamedParameter().Replace(sql, match =>
        {
            var index = Array.FindIndex(parameters, parameter => parameter.Name == match.Value);
            Invariant.Holds(index >= 0, $"every parameter of a statement is given: {match.Value}");
            return write(index + 1);
        });

    [GeneratedRegex(@"\bblob\b", RegexOptions.IgnoreCase, MostMilliseconds)]
    private static partial Regex BlobType();

    [GeneratedRegex(@"\binteger\b", RegexOptions.IgnoreCase, MostMilliseconds)]
    private static partial Regex IntegerType();

    [GeneratedRegex(@"\bwithout rowid\b", RegexOptions.IgnoreCase, MostMilliseconds)]
    private static partial Regex WithoutRowid();

    [GeneratedRegex(@"@\w+", RegexOptions.None, MostMilliseconds)]
    private static partial Regex NamedParameter();
}
