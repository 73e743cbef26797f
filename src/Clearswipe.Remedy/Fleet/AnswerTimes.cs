namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// How long a scope takes to answer while it is well. It begins with twenty answers as they usually are: nine of ten
/// within two seconds.
/// </summary>
sealed class AnswerTimes
{
    // Up to 0.125 s, 0.25 s, ... 64 s; the last has what took longer.
    private readonly double[] _counts = [0.4, 1, 4, 7, 5.6, 1.4, 0.4, 0.1, 0.06, 0.03, 0.01];
    private double _all = 20;

    public void Heard(TimeSpan took)
    {
        _counts[Place(took)]++;
        _all++;
    }

    /// <summary>The share of answers that take longer, said rather too large than too small.</summary>
    public double Slower(TimeSpan age)
    {
        var slower = 0.0;
        for (var i = Place(age); i < _counts.Length; i++)
            slower += _counts[i];
        return slower / _all;
    }

    private static int Place(TimeSpan time) =>
        Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(time.TotalSeconds, 0.001))) + 3, 0, 10);
}
