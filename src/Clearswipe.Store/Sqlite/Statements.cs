using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>The prepared statements of one connection, each parsed by SQLite once.</summary>
sealed class Statements(SqliteConnection connection) : IStatements, IDisposable
{
    // The program's statements are literals, a few dozen a room; SQL glued together at run time would pass this bound.
    private const int MostKept = 512;

    private readonly Dictionary<string, Prepared> _prepared = [];

    public bool IsHopeful => false;

    public int Execute(string sql, (string Name, object? Value)[] parameters) => Find(sql, parameters).Run(parameters);

    public void Expect(Statement statement, string fact, string? row) =>
        Invariant.Holds(Execute(statement.Sql, statement.Parameters) == 1, fact);

    public Row Open(string sql, (string Name, object? Value)[] parameters) => Find(sql, parameters).Open(parameters);

    /// <summary>A connection is closed only when nothing of it is left.</summary>
    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
    }

    private Prepared Find(string sql, (string Name, object? Value)[] parameters)
    {
        if (_prepared.TryGetValue(sql, out var statement))
            return statement;
        Invariant.Holds(_prepared.Count < MostKept, "SQL is written once, with parameters, never glued together");
        statement = new Prepared(connection.Handle!, sql, parameters);
        _prepared.Add(sql, statement);
        return statement;
    }
}
