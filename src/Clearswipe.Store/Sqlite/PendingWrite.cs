namespace Clearswipe.Store.Sqlite;

/// <summary>A write that waits for its group: first it is run, then it is answered.</summary>
abstract class PendingWrite
{
    /// <summary>Does the work; false when it threw, which its caller will hear after the commit.</summary>
    public abstract bool TryRun(Session session);

    /// <summary>Tells the caller how its own work ended. Only after the commit.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception failure);
}

/// <summary>A pending write with the type of its result.</summary>
sealed class PendingWrite<T>(Func<Session, T> work) : PendingWrite
{
    // The callers go on elsewhere: the writer's loop has the next group to commit.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Done => _done.Task;

    public override bool TryRun(Session session)
    {
        try
        {
            _result = work(session);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }

        return _failure is null;
    }

    public override void Answer()
    {
        if (_failure is null)
            _done.SetResult(_result!);
        else
            _done.SetException(_failure);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
