namespace Clearswipe.Store;

/// <summary>The statements of one connection. Parameters are named @like_this and keep their order.</summary>
interface IStatements
{
    /// <summary>What hardly ever happens is not looked for now; were it so, the group fails and is run again.</summary>
    bool IsHopeful { get; }

    /// <summary>Runs a statement; the number of rows changed.</summary>
    int Execute(string sql, (string Name, object? Value)[] parameters);

    /// <summary>
    /// Runs a statement that changes one row, now or before the commit. With a row's name it writes all that the row
    /// is to be, and takes the place of the same that was not run yet.
    /// </summary>
    void Expect(Statement statement, string fact, string? row);

    /// <summary>Runs a query; its caller ends it before the next statement.</summary>
    Row Open(string sql, (string Name, object? Value)[] parameters);
}
