using System.Threading.Channels;
using Clearswipe.Vocabulary;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// The writer of one process: it takes what is queued, commits it as one group, answers, and waits again. It has a
/// thread of its own, since works wait for their statements' answers.
/// </summary>
sealed class PostgresWriter : IAsyncDisposable
{
    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(Limits.QueuedWrites) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Committer _committer;
    private volatile bool _powerLost;

    public PostgresWriter(Committer committer)
    {
        _committer = committer;
        new Thread(CommitGroups) { IsBackground = true, Name = "store writer" }.Start();
    }

    public Task<T> Write<T>(PendingWrite<T> write) =>
        _queue.Writer.TryWrite(write) ? write.Done : WriteWhenThereIsRoom(write);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    public void LosePower()
    {
        _powerLost = true;
        _queue.Writer.TryComplete();
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

    private void CommitGroups()
    {
        var group = new List<PendingWrite>(Limits.GroupCommit);
        while (WaitForWrites())
        {
            while (group.Count < Limits.GroupCommit && _queue.Reader.TryRead(out var write))
                group.Add(write);
            if (!_powerLost)
                _committer.Commit(new ArraySegment<PendingWrite>([.. group]));
            group.Clear();
        }

        _committer.Dispose();
        _ended.SetResult();
    }

    private bool WaitForWrites()
    {
        var waiting = _queue.Reader.WaitToReadAsync().GetAwaiter();
        if (!waiting.IsCompleted)
        {
            using var woken = new ManualResetEventSlim();
            waiting.OnCompleted(woken.Set);
            woken.Wait();
        }

        return waiting.GetResult();
    }
}
