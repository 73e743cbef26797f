using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Repeats;

/// <summary>
/// How long a reversal or an advice that was not answered waits before it is sent again. There is no last try.
/// </summary>
static class RetryWait
{
    // 2 s doubled so often is past the longest wait already.
    private const int MostDoublings = 10;

    public static TimeSpan After(int tries)
    {
        var wait = Limits.FirstReversalRetry * (1 << Math.Min(tries, MostDoublings));
        return wait < Limits.LongestReversalRetry ? wait : Limits.LongestReversalRetry;
    }
}
