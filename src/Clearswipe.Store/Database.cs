using System.Reflection;
using Clearswipe.Store.Postgres;
using Clearswipe.Store.Sqlite;
using Clearswipe.Vocabulary;

namespace Clearswipe.Store;

/// <summary>
/// The one way to write so that it stays written. Writes of many callers share one transaction and one sync; each sees
/// its own result only after the commit. One write that fails is undone alone and harms no other.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly IEngine _engine;

    private Database(IEngine engine) => _engine = engine;

    /// <summary>
    /// Opens a SQLite file (WAL, synchronous FULL) and brings it up to the newest migration: the embedded *.sql of the
    /// given assembly whose names start with the given folder, in name order. Writes are then made on the opener's
    /// synchronization context, or on the thread pool where there is none.
    /// </summary>
    public static Database Open(string file, Assembly migrations, string folder) =>
        new(SqliteEngine.Open(file, migrations, folder));

    /// <summary>
    /// Opens a PostgreSQL database that any number of processes may share, with the same migrations. Several hosts may
    /// be named; all is done at the primary. <see cref="StoreUnreachableException"/> when there is none.
    /// </summary>
    public static Database OpenPostgres(
        string connectionString, Assembly migrations, string folder, TimeProvider time) =>
        new(PostgresEngine.Open(connectionString, migrations, folder, time));

    /// <summary>
    /// Copies a SQLite file as it stands at one moment, also while it is written to; the copy is a whole database,
    /// checked and on the medium. Copying it back is a restore.
    /// </summary>
    public static void Copy(string file, string copy) => SqliteCopy.Make(file, copy);

    /// <summary>
    /// The file keeps nothing any more. Every write fails from now on; whoever owns the process ends it, or opens the
    /// file again.
    /// </summary>
    public event Action<StoreBrokenException>? Broke
    {
        add => _engine.Broke += value;
        remove => _engine.Broke -= value;
    }

    /// <summary>How many groups were committed since the opening: with many callers, far fewer than writes.</summary>
    public long Commits => _engine.Commits;

    /// <summary>
    /// Runs the work in the next group commit. When the task completes, the work is durable. A work may be run again
    /// when its group could not be committed: only its last run counts.
    /// </summary>
    public Task<T> Write<T>(Func<Session, T> work)
    {
        Invariant.Holds(!typeof(Task).IsAssignableFrom(typeof(T)), "work on the store ends when it returns: no awaits");
        return _engine.Write(new PendingWork<T>(work));
    }

    public Task Write(Action<Session> work) =>
        Write(session =>
        {
            work(session);
            return true;
        });

    /// <summary>
    /// Runs a statement that decides by itself. A group of such statements goes to PostgreSQL in one round trip and
    /// waits for nobody's turn. What follows from the number of rows changed is found before the commit, in order.
    /// </summary>
    public Task<T> Write<T>(Statement statement, Func<int, T> then) =>
        _engine.Write(new PendingStatement<T>(statement, then));

    /// <summary>Reads what is committed: all that the work reads is of one moment.</summary>
    public T Read<T>(Func<Session, T> work) => _engine.Read(work);

    /// <summary>
    /// From now on each group begins with this statement and is written only when it changes exactly one row; the
    /// others hear <see cref="StoreFencedException"/>. It keeps a writer quiet whose place another has taken.
    /// </summary>
    public void Guard(Statement lease) => _engine.Guard(lease);

    /// <summary>Finishes the queued writes and closes, on the context of the opening.</summary>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>
    /// For the simulated world: ends as a power cut does. Queued writes are neither done nor answered, nothing is
    /// tidied up, and the file can be opened again at once.
    /// </summary>
    public void LosePower() => _engine.LosePower();
}
