using System.Reflection;
using Clearswipe.Store.Sqlite;
using Clearswipe.Vocabulary;

namespace Clearswipe.Store;

/// <summary>
/// The one way to write so that it stays written. Writes of many callers share one transaction and one sync; each sees
/// its own result only after the commit. One write that fails is undone alone and harms no other.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Writer _writer;
    private readonly Readers _readers;

    private Database(Writer writer, Readers readers) => (_writer, _readers) = (writer, readers);

    /// <summary>
    /// Opens a SQLite file (WAL, synchronous FULL) and brings it up to the newest migration: the embedded *.sql of the
    /// given assembly whose names start with the given folder, in name order. Writes are then made on the opener's
    /// synchronization context, or on the thread pool where there is none.
    /// </summary>
    public static Database Open(string file, Assembly migrations, string folder)
    {
        var source = new SqliteFile(file);
        source.Create();
        var connection = source.Connect();
        try
        {
            Migrations.Apply(connection, migrations, folder);
            return new Database(new Writer(connection), new Readers(source));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The file keeps nothing any more. Every write fails from now on; whoever owns the process ends it, or opens the
    /// file again.
    /// </summary>
    public event Action<StoreBrokenException>? Broke
    {
        add => _writer.Broke += value;
        remove => _writer.Broke -= value;
    }

    /// <summary>How many groups were committed since the opening: with many callers, far fewer than writes.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Runs the work in the next group commit. When the task completes, the work is durable.</summary>
    public Task<T> Write<T>(Func<Session, T> work)
    {
        Invariant.Holds(!typeof(Task).IsAssignableFrom(typeof(T)), "work on the store ends when it returns: no awaits");
        return _writer.Write(new PendingWrite<T>(work));
    }

    public Task Write(Action<Session> work) =>
        Write(session =>
        {
            work(session);
            return true;
        });

    /// <summary>Reads what is committed: all that the work reads is of one moment.</summary>
    public T Read<T>(Func<Session, T> work) => _readers.Read(work);

    /// <summary>Finishes the queued writes and closes, on the context of the opening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    /// <summary>
    /// For the simulated world: ends as a power cut does. Queued writes are neither done nor answered, nothing is
    /// tidied up, and the file can be opened again at once.
    /// </summary>
    public void LosePower()
    {
        _readers.Dispose();
        _writer.LosePower();
    }
}
