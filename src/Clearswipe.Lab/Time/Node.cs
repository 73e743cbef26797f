namespace Clearswipe.Lab.Time;

/// <summary>
/// A process of the world. Its code runs in this context; after <see cref="Kill"/> nothing of it runs again, as after
/// kill -9: no finally, no dispose, no timer.
/// </summary>
public sealed class Node : SynchronizationContext
{
    private readonly Kernel _kernel;
    private readonly List<Event> _held = [];
    private object? _last;

    internal Node(Kernel kernel, string name, int number)
    {
        _kernel = kernel;
        Name = name;
        Number = number;
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    internal int Number { get; }

    public void Kill() => IsAlive = false;

    /// <summary>Whether the process stands still, as one does that is swapped out or collects its garbage.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The process stands still; time goes on for everybody else.</summary>
    public void Pause() => IsPaused = true;

    /// <summary>It goes on with everything that came meanwhile.</summary>
    public void Resume()
    {
        IsPaused = false;
        foreach (var @event in _held)
            _kernel.Post(@event);
        _held.Clear();
    }

    /// <summary>Starts work in this process; the task completes only while the process lives.</summary>
    public Task<T> Start<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => _ = Complete(work, done), null);
        return done.Task;
    }

    public Task Start(Func<Task> work) => Start(async () =>
    {
        await work();
        return true;
    });

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsAlive)
            _kernel.Post(new Event(this, d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new KernelException("Send would block the only thread; Post instead");

    public override SynchronizationContext CreateCopy() => this;

    internal void Hold(Event @event) => _held.Add(@event);

    internal void Remember(object? state) => _last = state;

    internal string Describe() => Awaiting.NameOf(_last) is { } method ? $"{Name} (last in {method})" : Name;

    private static async Task Complete<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(await work());
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }
}

/// <summary>Something that is ready to run in a process.</summary>
readonly record struct Event(Node Node, SendOrPostCallback Callback, object? State)
{
    public string Name => Awaiting.NameOf(State) ?? Callback.Method.Name;

    public void Run()
    {
        Node.Remember(State);
        Callback(State);
    }
}
