namespace Clearswipe.Switch.Repeats;

/// <summary>Wakes one loop: when it was rung, also before the loop began to wait, or when the time is up.</summary>
sealed class Bell(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private bool _hasRung;

    public void Ring()
    {
        lock (_gate)
        {
            _hasRung = true;
            _waiting?.TrySetResult();
        }
    }

    /// <summary>Ends without a fault when it is cancelled; the loop looks at its token itself.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellation)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting = woken;
            if (_hasRung)
                woken.TrySetResult();
        }

        using var patience = new CancellationTokenSource(atMost, time);
        using var late = patience.Token.Register(() => woken.TrySetResult());
        using var stop = cancellation.Register(() => woken.TrySetResult());
        await woken.Task;
        lock (_gate)
            (_waiting, _hasRung) = (null, false);
    }
}
