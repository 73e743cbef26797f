namespace Clearswipe.Switch.Routes;

/// <summary>
/// Says when a link is to be left alone: after so many sales in a row without an answer, until it answered an echo. It
/// rests longer each time until a sale is answered.
/// </summary>
sealed class CircuitBreaker
{
    public const int SilencesToTrip = 5;

    public static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    // 5 s doubled so often is past the longest rest already.
    private const int MostDoublings = 4;

    private readonly Lock _gate = new();
    private bool _isTripped;
    private volatile int _silences;
    private volatile int _trips;

    /// <summary>How long it is to be left alone before an echo tries it; null when it need not be.</summary>
    public TimeSpan? Rest
    {
        get
        {
            lock (_gate)
                return _isTripped ? RestAfter(_trips) : null;
        }
    }

    /// <summary>The rest after so many trips, counted from one.</summary>
    public static TimeSpan RestAfter(int trips)
    {
        var rest = FirstRest * (1 << Math.Min(trips - 1, MostDoublings));
        return rest < LongestRest ? rest : LongestRest;
    }

    /// <summary>A sale was answered.</summary>
    public void Hear()
    {
        // Nearly always there is nothing to forget.
        if (_silences == 0 && _trips == 0)
            return;
        lock (_gate)
            (_silences, _trips) = (0, _isTripped ? 1 : 0);
    }

    /// <summary>A sale was not answered; true when it trips with this one.</summary>
    public bool Miss()
    {
        lock (_gate)
        {
            if (_isTripped || ++_silences < SilencesToTrip)
                return false;
            _isTripped = true;
            _trips++;
            return true;
        }
    }

    /// <summary>An echo or a sign-on was answered: it may be used again.</summary>
    public void Close()
    {
        lock (_gate)
            (_isTripped, _silences) = (false, 0);
    }
}
