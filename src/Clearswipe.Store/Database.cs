using System.Data.Common;
using System.Reflection;

namespace Clearswipe.Store;

/// <summary>
/// The one way to write so that it stays written. Writes of many callers share one transaction and one sync; each sees
/// its own result only after the commit. One write that fails is undone alone and harms no other.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>
    /// Opens a SQLite file (WAL, synchronous FULL) and brings it up to the newest migration: the embedded *.sql of the
    /// given assembly whose names start with the given folder, in name order.
    /// </summary>
    public static Database Open(string file, Assembly migrations, string folder) => throw new NotImplementedException();

    /// <summary>Runs the work in the next group commit. When the task completes, the work is durable.</summary>
    public Task<T> Write<T>(Func<Session, T> work) => throw new NotImplementedException();

    public Task Write(Action<Session> work) => throw new NotImplementedException();

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<Session, T> work) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

/// <summary>SQL within one unit of work. Parameters are named @like_this.</summary>
public sealed class Session
{
    /// <summary>Runs a statement; the number of rows changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) => throw new NotImplementedException();

    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters) => throw new NotImplementedException();

    public T? First<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters) => throw new NotImplementedException();
}
