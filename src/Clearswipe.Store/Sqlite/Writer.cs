using System.Threading.Channels;
using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Clearswipe.Store.Sqlite;

/// <summary>
/// The only writer of a file. It is an asynchronous loop, not a thread: it takes what is queued, commits it as one
/// group, answers, and waits again. While one group syncs, the next one gathers.
/// </summary>
sealed class Writer : IAsyncDisposable
{
    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(Limits.QueuedWrites) { SingleReader = true });

    private readonly Lock _turn = new();    // between a group and a power cut from another thread
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly Session _session;
    private readonly Task _loop;
    private volatile StoreBrokenException? _broken;
    private volatile Statement? _lease;
    private bool _powerLost;
    private bool _told;

    public Writer(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new Statements(connection);
        _session = new Session(_statements, isOfGroups: true);
        _loop = CommitGroups();     // runs to its first wait, and from then on where the opener's context says
    }

    public event Action<StoreBrokenException>? Broke;

    public long Commits { get; private set; }

    public Task<T> Write<T>(PendingWrite<T> write) =>
        _broken is { } broken ? Task.FromException<T>(broken)
        : _queue.Writer.TryWrite(write) ? write.Done
        : WriteWhenThereIsRoom(write);

    public void Guard(Statement lease) => _lease = lease;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _statements.Dispose();
        await _connection.DisposeAsync();
    }

    public void LosePower()
    {
        lock (_turn)
        {
            _powerLost = true;
            _queue.Writer.TryComplete();
            // Closing would fold the log into the file and delete it; a power cut leaves it as it lies.
            raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            _statements.Dispose();
            _connection.Dispose();
        }
    }

    private async Task<T> WriteWhenThereIsRoom<T>(PendingWrite<T> write)
    {
        try
        {
            await _queue.Writer.WriteAsync(write);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The database was closed.", closed);
        }

        return await write.Done;
    }

    private async Task CommitGroups()
    {
        var group = new List<PendingWrite>(Limits.GroupCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < Limits.GroupCommit && _queue.Reader.TryRead(out var write))
                group.Add(write);

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<PendingWrite> group)
    {
        lock (_turn)
        {
            if (_powerLost)
                return;

            var failure = _broken ?? TryCommit(group);
            foreach (var write in group)
                Answer(write, failure);
        }

        if (_broken is { } broken && Interlocked.Exchange(ref _told, true) == false)
            Broke?.Invoke(broken);
    }

    private static void Answer(PendingWrite write, Exception? failure)
    {
        if (failure is null)
            write.Answer();
        else
            write.Fail(failure);
    }

    private Exception? TryCommit(List<PendingWrite> group)
    {
        try
        {
            if (RunWhole(group) is { } refused)
                return refused;
            _session.Execute("commit");
            Commits++;
            return null;
        }
        catch (Exception cause)
        {
            // After a failed sync the kernel may have dropped the pages, and a second try would lie.
            _broken = new StoreBrokenException(cause);
            return _broken;
        }
    }

    /// <summary>Null when all that the group does stands in an open transaction; else why nothing of it does.</summary>
    private Exception? RunWhole(List<PendingWrite> group)
    {
        if (Begin() is { } refused)
            return refused;
        if (TryRunTogether(group))
            return null;

        _session.Execute("rollback");
        if (Begin() is { } refusedNow)
            return refusedNow;
        foreach (var write in group)
            RunAlone(write);
        return null;
    }

    private Exception? Begin()
    {
        _session.ForgetAll();
        try
        {
            _session.Execute("begin immediate");
        }
        catch (SqliteException failure)
        {
            // Such as another process holding the lock: nothing was written, and the next group may fare better.
            return failure;
        }

        if (_lease is not { } lease || _session.Execute(lease) == 1)
            return null;
        _session.Execute("rollback");
        return new StoreFencedException();
    }

    // A savepoint around each costs as much as a small write itself, and hardly any fails.
    private bool TryRunTogether(List<PendingWrite> group)
    {
        foreach (var write in group)
            if (!write.TryRun(_session))
                return false;
        return true;
    }

    // When SQLite itself gave up the whole transaction (a full disk), the savepoint is gone, and this throws.
    private void RunAlone(PendingWrite write)
    {
        _session.Execute("savepoint work");
        if (!write.TryRun(_session))
        {
            _session.ForgetAll();
            _session.Execute("rollback to work");
        }

        _session.Execute("release work");
    }
}
