namespace Clearswipe.Host.Wiring;

/// <summary>
/// One thread on which a part runs, as in the simulated world: between two awaits nothing else of it moves. What wakes
/// it from outside (a socket, a commit, a timer) is queued for it.
/// </summary>
sealed class EventLoop : SynchronizationContext, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _woken = new(false, spinCount: 0);
    private readonly Thread _thread;
    private List<(SendOrPostCallback Callback, object? State)> _queued = [];
    private List<(SendOrPostCallback Callback, object? State)> _running = [];
    private bool _isOver;

    static EventLoop() =>
        // What a socket wakes is queued for a loop at once, without a pool's thread in between.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    public EventLoop(string name)
    {
        _thread = new Thread(Loop) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins the work on the loop; its awaits come back to it. The task ends as the work does.</summary>
    public Task<T> Run<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => _ = Begin(work, done), null);
        return done.Task;
    }

    public Task Run(Func<Task> work) => Run(async () =>
    {
        await work();
        return true;
    });

    public override void Post(SendOrPostCallback callback, object? state)
    {
        lock (_gate)
        {
            _queued.Add((callback, state));
            if (_queued.Count > 1)
                return;
        }

        _woken.Set();
    }

    public override void Send(SendOrPostCallback callback, object? state) =>
        throw new NotSupportedException("nobody waits for a loop");

    /// <summary>The same loop: a copy of it would be another one.</summary>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Ends when what is queued has run.</summary>
    public void Dispose()
    {
        Post(_ => _isOver = true, null);
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private static async Task Begin<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(await work());
        }
        catch (OperationCanceledException e)
        {
            done.SetCanceled(e.CancellationToken);
        }
        catch (Exception failure)
        {
            done.SetException(failure);
        }
    }

    private void Loop()
    {
        SetSynchronizationContext(this);
        while (!_isOver)
        {
            _woken.Wait();
            _woken.Reset();
            lock (_gate)
                (_queued, _running) = (_running, _queued);
            foreach (var (callback, state) in _running)
                callback(state);
            _running.Clear();
        }
    }
}
