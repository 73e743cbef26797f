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
        string sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        using var row = _statements.Open(sql, parameters);
        var rows = new List<T>();
        while (row.Next())
            rows.Add(read(row));

        return rows;
    }

    /// <summary>The first row, or the default when there is none.</summary>
    public T? First<T>(string sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        using var row = _statements.Open(sql, parameters);
        return row.Next() ? read(row) : default;
    }
}
