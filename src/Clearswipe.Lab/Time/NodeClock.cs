namespace Clearswipe.Lab.Time;

/// <summary>
/// The clock of one computer. Its wall clock may be moved alone, as a drained battery or a wrong time server moves it;
/// delays and timeouts follow the world's monotonic time and notice nothing.
/// </summary>
sealed class NodeClock(TimeProvider world) : TimeProvider
{
    private TimeSpan _ahead;

    public override TimeZoneInfo LocalTimeZone => world.LocalTimeZone;

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + _ahead;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);

    /// <summary>Puts the clock so far ahead of the true time; a negative span puts it back.</summary>
    public void Put(TimeSpan ahead) => _ahead = ahead;
}
