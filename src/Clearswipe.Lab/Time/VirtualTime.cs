namespace Clearswipe.Lab.Time;

/// <summary>
/// A clock that stands still while anything is ready and then jumps to the next timer. The wall clock may be moved,
/// as a drained battery moves it; the monotonic time that delays and timeouts follow never goes back.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    // China keeps one zone without summer time; a fixed one needs no zone data on the machine.
    private static readonly TimeZoneInfo China =
        TimeZoneInfo.CreateCustomTimeZone("UTC+08", TimeSpan.FromHours(8), "UTC+08", "UTC+08");

    private readonly Kernel _kernel;
    private readonly DateTimeOffset _start;
    private readonly PriorityQueue<(VirtualTimer Timer, int Epoch), (long Due, long Order)> _timers = new();
    private long _now;
    private long _order;
    private TimeSpan _wallOffset;

    internal VirtualTime(Kernel kernel, DateTimeOffset start)
    {
        _kernel = kernel;
        // A clock tells UTC with no offset: the platform adds the zone to the bare digits of it.
        _start = start.ToUniversalTime();
    }

    public override TimeZoneInfo LocalTimeZone => China;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Elapsed => new(_now);

    public override DateTimeOffset GetUtcNow() => _start + Elapsed + _wallOffset;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var node = SynchronizationContext.Current as Node ?? _kernel.Main;
        var timer = new VirtualTimer(this, node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the wall clock; delays and timeouts do not notice.</summary>
    public void MoveWallClock(TimeSpan by) => _wallOffset += by;

    internal void Set(VirtualTimer timer, int epoch, TimeSpan due) =>
        _timers.Enqueue((timer, epoch), (_now + due.Ticks, _order++));

    /// <summary>
    /// Fires whatever is due next; false when nothing is due until the moment, told by the monotonic clock: a moved
    /// wall clock cannot stop a run.
    /// </summary>
    internal bool JumpToNextTimer(DateTimeOffset until)
    {
        DropDeadTimers();
        if (!_timers.TryPeek(out _, out var next) || next.Due > until.UtcTicks - _start.UtcTicks)
            return false;

        Jump(next.Due);
        while (_timers.TryPeek(out var entry, out var due) && due.Due <= _now)
        {
            _timers.Dequeue();
            entry.Timer.Fire(entry.Epoch);
        }

        return true;
    }

    internal void Reach(DateTimeOffset moment) => Jump(Math.Max(_now, moment.UtcTicks - _start.UtcTicks));

    private void Jump(long to)
    {
        if (to == _now)
            return;
        _now = to;
        _kernel.MomentPassed();
    }

    private void DropDeadTimers()
    {
        while (_timers.TryPeek(out var entry, out _) && !entry.Timer.IsSet(entry.Epoch))
            _timers.Dequeue();
    }
}

/// <summary>A timer of one process; it dies with it.</summary>
sealed class VirtualTimer(VirtualTime time, Node node, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private int _epoch;
    private bool _isSet;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _epoch++;
        _period = period;
        _isSet = dueTime != Timeout.InfiniteTimeSpan;
        if (_isSet)
            time.Set(this, _epoch, dueTime);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal bool IsSet(int epoch) => _isSet && epoch == _epoch && node.IsAlive;

    internal void Fire(int epoch)
    {
        if (!IsSet(epoch))
            return;
        _isSet = _period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero;
        if (_isSet)
            time.Set(this, epoch, _period);
        node.Post(new SendOrPostCallback(Run), epoch);
    }

    // A timer that was changed or disposed after it came due and before it ran does not run.
    private void Run(object? epoch)
    {
        if ((int)epoch! == _epoch)
            callback(state);
    }
}
