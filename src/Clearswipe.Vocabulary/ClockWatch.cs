namespace Clearswipe.Vocabulary;

/// <summary>
/// Notices that the wall clock was moved: since the last look it went on by another span than the steady clock did.
/// </summary>
public sealed class ClockWatch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _steady = time.GetTimestamp();

    /// <summary>
    /// By how much it was moved since the last look, forwards being positive; null when it only ran on, or was set
    /// right by less than <see cref="Limits.ClockMayStray"/>.
    /// </summary>
    public TimeSpan? Moved()
    {
        lock (_gate)
        {
            var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
            var moved = wall - _wall - time.GetElapsedTime(_steady, steady);
            (_wall, _steady) = (wall, steady);
            return moved.Duration() >= Limits.ClockMayStray ? moved : null;
        }
    }
}
