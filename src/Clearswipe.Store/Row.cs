namespace Clearswipe.Store;

/// <summary>
/// The row that a query has come to. What is wanted of it is read at once: the next row takes its place. A column that
/// holds nothing, or something else than is asked for, is an error; columns are counted from 0.
/// </summary>
public abstract class Row : IDisposable
{
    public abstract bool IsDBNull(int column);

    public abstract long GetInt64(int column);

    public abstract int GetInt32(int column);

    public abstract string GetString(int column);

    public abstract byte[] GetBytes(int column);

    /// <summary>Ends the query.</summary>
    public abstract void Dispose();

    /// <summary>Goes to the first row, then to the next; false when there is none.</summary>
    internal abstract bool Next();
}
