using System.Data.Common;

namespace Clearswipe.Store;

/// <summary>SQL within one unit of work. Parameters are named @like_this.</summary>
public sealed class Session
{
    private readonly IStatements _statements;

    internal Session(IStatements statements) => _statements = statements;

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) =>
        _statements.Execute(sql, parameters);

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(Statement statement) => Execute(statement.Sql, statement.Parameters);

    public IReadOnlyList<T> Query<T>(
        string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using var reader = _statements.Open(sql, parameters);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));

        return rows;
    }

    /// <summary>The first row, or the default when there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using var reader = _statements.Open(sql, parameters);
        return reader.Read() ? row(reader) : default;
    }
}
