using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>Messages in one direction between two ends in a process, in order and bounded.</summary>
internal sealed class OneWayPipe
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _messages = new();
    private readonly List<TaskCompletionSource> _waiters = [];
    private bool _isOver;

    public async ValueTask Put(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (TryPut(message) is { } full)
            await Wait(full, cancellation);
    }

    public async ValueTask<Received> Take(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (true)
        {
            var (received, empty) = TryTake();
            if (received is not null)
                return received;
            await Wait(empty!, cancellation);
        }
    }

    public void End(bool dropsWaiting)
    {
        lock (_gate)
        {
            _isOver = true;
            if (dropsWaiting)
                _messages.Clear();
            WakeAll();
        }
    }

    // A source is awaited as it is, never through WaitAsync: that would continue on a pool thread, and a simulated shop
    // has one thread.
    private static async ValueTask Wait(TaskCompletionSource change, CancellationToken cancellation)
    {
        using var stop = cancellation.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), change);
        await change.Task;
    }

    private TaskCompletionSource? TryPut(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            if (_isOver)
                throw new IOException("the link is over");
            if (_messages.Count >= Limits.MessagesInPipe)
                return NewWaiter();
            _messages.Enqueue(message.ToArray());
            WakeAll();
            return null;
        }
    }

    private (Received? Received, TaskCompletionSource? Empty) TryTake()
    {
        lock (_gate)
        {
            if (_messages.TryDequeue(out var message))
            {
                WakeAll();
                return (new Received.Message(message), null);
            }

            return _isOver ? (new Received.Ended(), null) : (null, NewWaiter());
        }
    }

    private TaskCompletionSource NewWaiter()
    {
        _waiters.RemoveAll(waiter => waiter.Task.IsCompleted);
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add(added);
        return added;
    }

    private void WakeAll()
    {
        foreach (var waiter in _waiters)
            waiter.TrySetResult();
        _waiters.Clear();
    }
}
