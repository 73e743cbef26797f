namespace Clearswipe.Store;

/// <summary>
/// A write that waits for its group: first it is run, perhaps more than once, then it is answered. Only its last run
/// counts.
/// </summary>
abstract class PendingWrite
{
    /// <summary>What it does, when that is one statement which decides by itself.</summary>
    public virtual Statement? Statement => null;

    /// <summary>Why the last run failed; its caller will hear it after the commit.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Does the work; false when it threw.</summary>
    public bool TryRun(Session session) => Try(() => Run(session));

    /// <summary>The same for a statement that was run already and changed so many rows.</summary>
    public bool TryTake(int changed) => Try(() => Take(changed));

    /// <summary>Tells the caller how its own work ended. Only after the commit.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception failure);

    protected abstract void Run(Session session);

    protected abstract void Take(int changed);

    private bool Try(Action run)
    {
        try
        {
            Failure = null;
            run();
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        return Failure is null;
    }
}

/// <summary>A pending write with the type of its result.</summary>
abstract class PendingWrite<T> : PendingWrite
{
    // The callers go on elsewhere: the writer's loop has the next group to commit.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => _done.Task;

    protected T? Result { get; set; }

    public override void Answer()
    {
        if (Failure is null)
            _done.SetResult(Result!);
        else
            _done.SetException(Failure);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}

/// <summary>A work that reads, decides and writes within its turn.</summary>
sealed class PendingWork<T>(Func<Session, T> work) : PendingWrite<T>
{
    protected override void Run(Session session) => Result = work(session);

    protected override void Take(int changed) => throw new NotSupportedException("a work is more than a statement");
}

/// <summary>A statement that decides by itself, and what follows from the number of rows that it changed.</summary>
sealed class PendingStatement<T>(Statement statement, Func<int, T> then) : PendingWrite<T>
{
    public override Statement Statement => statement;

    protected override void Run(Session session) => Take(session.Execute(statement));

    protected override void Take(int changed) => Result = then(changed);
}
