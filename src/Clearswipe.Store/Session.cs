using System.Data.Common;
using Clearswipe.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store;

/// <summary>SQL within one unit of work. Parameters are named @like_this.</summary>
public sealed class Session
{
    private readonly Statements _statements;

    internal Session(SqliteConnection connection) => _statements = new Statements(connection);

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) =>
        _statements.Prepared(sql, parameters).ExecuteNonQuery();

    public IReadOnlyList<T> Query<T>(
        string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using var reader = _statements.Prepared(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));

        return rows;
    }

    /// <summary>The first row, or the default when there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using var reader = _statements.Prepared(sql, parameters).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }
}
