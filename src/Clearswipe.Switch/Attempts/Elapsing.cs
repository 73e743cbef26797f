namespace Clearswipe.Switch.Attempts;

/// <summary>A rising number as it stood some time ago, by a steady clock, for one who looks now and then.</summary>
sealed class Elapsing(TimeProvider time, TimeSpan span)
{
    private readonly Queue<(long At, long Number)> _seen = new();
    private long? _past;

    /// <summary>Takes note of the number now; what it was a span ago, or null when nobody looked then.</summary>
    public long? Past(long number)
    {
        _seen.Enqueue((time.GetTimestamp(), number));
        while (time.GetElapsedTime(_seen.Peek().At) >= span)
            _past = _seen.Dequeue().Number;
        return _past;
    }
}
