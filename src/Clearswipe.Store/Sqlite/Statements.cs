using System.Data.Common;
using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>The prepared statements of one connection, each parsed by SQLite once.</summary>
sealed class Statements(SqliteConnection connection) : IStatements
{
    // The program's statements are literals, a few dozen a room; SQL glued together at run time would pass this bound.
    private const int MostKept = 512;

    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public int Execute(string sql, (string Name, object? Value)[] parameters) =>
        Prepared(sql, parameters).ExecuteNonQuery();

    public DbDataReader Open(string sql, (string Name, object? Value)[] parameters) =>
        Prepared(sql, parameters).ExecuteReader();

    private SqliteCommand Prepared(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
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
        Invariant.Holds(_prepared.Count < MostKept, "SQL is written once, with parameters, never glued together");
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });

        _prepared.Add(sql, command);
        return command;
    }
}
