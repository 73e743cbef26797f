using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Reversals;

/// <summary>How long an unanswered reversal waits before it is sent again. There is no last try.</summary>
static class ReversalRetry
{
    // 2 s doubled so often is past the longest wait already.
    private const int MostDoublings = 10;

    public static TimeSpan After(int tries)
    {
        var wait = Limits.FirstReversalRetry * (1 << Math.Min(tries, MostDoublings));
        return wait < Limits.LongestReversalRetry ? wait : Limits.LongestReversalRetry;
    }
}
