namespace Clearswipe.Store;

/// <summary>
/// One statement with its parameters, which decides by itself: an insert "on conflict do nothing", an update with its
/// condition in the where clause. It returns no rows; the number of rows that it changed says how it ended.
/// </summary>
public sealed record Statement(string Sql, params (string Name, object? Value)[] Parameters)
{
    /// <summary>
    /// It changes one row or none, whatever its values are: an insert of values, an update by the whole key. Such
    /// statements of one group travel to PostgreSQL as one.
    /// </summary>
    public bool IsOfOneRow { get; init; }
}
