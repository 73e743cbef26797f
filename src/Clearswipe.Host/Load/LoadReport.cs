namespace Clearswipe.Host.Load;

/// <summary>What a load client saw.</summary>
sealed class LoadReport
{
    private readonly TimeSpan[] _waits;

    public LoadReport(int connections, TimeSpan lasts, TimeSpan[] waits, long refused)
    {
        (Connections, Lasts, _waits, Refused) = (connections, lasts, waits, refused);
        Array.Sort(_waits);
    }

    public int Connections { get; }

    public TimeSpan Lasts { get; }

    /// <summary>Answers that were no approval of what was asked: there should be none.</summary>
    public long Refused { get; }

    public int Answered => _waits.Length;

    public double PerSecond => _waits.Length / Lasts.TotalSeconds;

    /// <summary>The wait that this share of the sales did not pass.</summary>
    public TimeSpan Percentile(double share) =>
        _waits.Length == 0 ? TimeSpan.Zero : _waits[Math.Min(_waits.Length - 1, (int)(_waits.Length * share))];
}
