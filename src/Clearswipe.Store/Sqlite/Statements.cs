using System.Data.Common;
using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>The prepared statements of one connection, each parsed by SQLite once.</summary>
sealed class Statements(SqliteConnection connection) : IStatements, IDisposable
{
    // The program's statements are literals, a few dozen a room; SQL glued together at run time would pass this bound.
    private const int MostKept = 512;
    private const string Literal = "SQL is written once, with parameters, never glued together";

    private readonly Dictionary<string, Prepared> _prepared = [];
    private readonly Dictionary<string, SqliteCommand> _queries = [];

    public int Execute(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            Invariant.Holds(_prepared.Count < MostKept, Literal);
            statement = new Prepared(connection.Handle!, sql, parameters);
            _prepared.Add(sql, statement);
        }

        return statement.Run(parameters);
    }

    public DbDataReader Open(string sql, (string Name, object? Value)[] parameters) =>
        Query(sql, parameters).ExecuteReader();

    /// <summary>A connection is closed only when nothing of it is left.</summary>
    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
    }

    private SqliteCommand Query(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_queries.TryGetValue(sql, out var command))
            command = Prepare(sql, parameters);

        Invariant.Holds(command.Parameters.Count == parameters.Length, "a statement always has the same parameters");
        for (var i = 0; i < parameters.Length; i++)
            Bind(command.Parameters[i], parameters[i]);

        return command;
    }

    private static void Bind(SqliteParameter parameter, (string Name, object? Value) given)
    {
        Invariant.Holds(parameter.ParameterName == given.Name, "a statement's parameters keep their order");
        parameter.Value = given.Value switch
        {
            null => DBNull.Value,
            ReadOnlyMemory<byte> bytes => bytes.ToArray(),
            _ => given.Value,
        };
    }

    private SqliteCommand Prepare(string sql, (string Name, object? Value)[] parameters)
    {
        Invariant.Holds(_queries.Count < MostKept, Literal);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });

        _queries.Add(sql, command);
        return command;
    }
}
