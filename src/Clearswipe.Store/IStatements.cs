namespace Clearswipe.Store;

/// <summary>The statements of one connection. Parameters are named @like_this and keep their order.</summary>
interface IStatements
{
    /// <summary>Runs a statement; the number of rows changed.</summary>
    int Execute(string sql, (string Name, object? Value)[] parameters);

    /// <summary>Runs a query; its caller ends it before the next statement.</summary>
    Row Open(string sql, (string Name, object? Value)[] parameters);
}
