namespace Clearswipe.Store;

/// <summary>SQL within one unit of work. Parameters are named @like_this.</summary>
public sealed class Session
{
    private readonly IStatements _statements;
    private readonly Dictionary<(Type Kind, string Key), object>? _known;

    /// <summary>Within groups, works know what others of their group have read and written.</summary>
    internal Session(IStatements statements, bool isOfGroups = false) =>
        (_statements, _known) = (statements, isOfGroups ? [] : null);

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) =>
        _statements.Execute(sql, parameters);

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(Statement statement) => Execute(statement.Sql, statement.Parameters);

    /// <summary>
    /// Runs a statement that changes one row; the write fails when that is no fact. Nobody waits for its answer.
    /// </summary>
    public void Expect(Statement statement, string fact) => _statements.Expect(statement, fact, null);

    /// <summary>
    /// The same for a statement that writes all that a row is to be: of several for one row, the last one is enough.
    /// </summary>
    public void Put(string row, Statement statement, string fact) => _statements.Expect(statement, fact, row);

    /// <summary>
    /// What a work of the same group has read or written already, else what the question gives. Such rows are written
    /// by works alone, which say so with <see cref="Keep"/> or <see cref="Forget{T}"/>.
    /// </summary>
    public T? Recall<T>(string key, Func<T?> ask)
        where T : class
    {
        if (_known?.GetValueOrDefault((typeof(T), key)) is T known)
            return known;
        var answer = ask();
        if (answer is not null)
            Keep(key, answer);
        return answer;
    }

    /// <summary>How the row is now.</summary>
    public void Keep<T>(string key, T value)
        where T : class
    {
        if (_known is not null)
            _known[(typeof(T), key)] = value;
    }

    /// <summary>The row is another now.</summary>
    public void Forget<T>(string key) => _known?.Remove((typeof(T), key));

    /// <summary>What was known is undone, or over.</summary>
    internal void ForgetAll() => _known?.Clear();

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

    /// <summary>
    /// The same where a row is hardly ever there. It may not be looked for: whoever finds none must then insert one
    /// under the same key, which fails, and has the write run again, when there is one after all.
    /// </summary>
    public T? FirstSeldom<T>(string sql, Func<Row, T> read, params (string Name, object? Value)[] parameters) =>
        _statements.IsHopeful ? default : First(sql, read, parameters);
}
