using System.Text;
using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearswipe.Store.Sqlite;

/// <summary>
/// A statement that SQLite parsed once. It is bound and stepped by SQLite's own calls: with the provider's commands in
/// between, a small insert costs twice as much.
/// </summary>
sealed class Prepared : IDisposable
{
    private const int LongestOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly (string Name, int Place)[] _parameters;
    private readonly SqliteRow _row;

    public Prepared(sqlite3 database, string sql, (string Name, object? Value)[] parameters)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
        _row = new SqliteRow(this);
        _parameters =
            [.. parameters.Select(given => (given.Name, raw.sqlite3_bind_parameter_index(_statement, given.Name)))];
        Invariant.Holds(
            raw.sqlite3_bind_parameter_count(_statement) == parameters.Length
            && _parameters.All(parameter => parameter.Place > 0),
            "a statement is given the parameters that it names");
    }

    public sqlite3_stmt Handle => _statement;

    /// <summary>Binds and runs it; the number of rows changed.</summary>
    public int Run((string Name, object? Value)[] parameters)
    {
        Bind(parameters);
        try
        {
            while (Step())
            {
                // What a statement returns besides its effect nobody asked for.
            }
        }
        finally
        {
            Reset();
        }

        return raw.sqlite3_stmt_readonly(_statement) != 0 ? 0 : raw.sqlite3_changes(_database);
    }

    /// <summary>Binds it as a query; its rows are read before it is used again.</summary>
    public SqliteRow Open((string Name, object? Value)[] parameters)
    {
        Bind(parameters);
        return _row;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var stepped = raw.sqlite3_step(_statement);
        if (stepped is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(stepped, _database);
        return stepped == raw.SQLITE_ROW;
    }

    /// <summary>Ends it, so that it can be bound again. How it ended, its last step has said.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Bind((string Name, object? Value)[] parameters)
    {
        Invariant.Holds(parameters.Length == _parameters.Length, "a statement always has the same parameters");
        for (var i = 0; i < parameters.Length; i++)
        {
            Invariant.Holds(
                ReferenceEquals(parameters[i].Name, _parameters[i].Name) || parameters[i].Name == _parameters[i].Name,
                "a statement's parameters keep their order");
            Check(Bind(_parameters[i].Place, parameters[i].Value));
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(_statement, place, bytes.Span),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new InvariantException($"a column holds text, whole numbers or bytes, no {value.GetType().Name}"),
    };

    private int BindText(int place, string text)
    {
        if (text.Length > LongestOnStack)
            return raw.sqlite3_bind_text(_statement, place, text);
        Span<byte> utf8 = stackalloc byte[3 * text.Length];
        return raw.sqlite3_bind_text(_statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
