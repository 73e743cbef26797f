using Clearswipe.Store;
using Clearswipe.Switch.Attempts;

namespace Clearswipe.Switch.Nodes;

/// <summary>The block of numbers that nobody has yet.</summary>
static class NumberTable
{
    // Numbers begin with the clock, so that a journal restored from an old copy does not hand out the same ones again,
    // and after the last one, so that a clock set back does no harm (invariant M11).
    private const int NumbersPerSecond = 100;

    /// <summary>Takes so many numbers; the first of them.</summary>
    public static long Take(Session session, int count, DateTimeOffset now) => Skip(session, count, now) - count;

    /// <summary>Leaves so many numbers out for ever; the next one after them.</summary>
    public static long Skip(Session session, long count, DateTimeOffset now)
    {
        var first = Math.Max(
            Math.Max(Next(session), AttemptTable.LastNumber(session) + 1), now.ToUnixTimeSeconds() * NumbersPerSecond);
        session.Execute("update number_block set next = @next", ("@next", first + count));
        return first + count;
    }

    private static long Next(Session session) =>
        session.First("select next from number_block", row => row.GetInt64(0));
}
