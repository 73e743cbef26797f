using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Nodes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch;

/// <summary>What is done with a switch's tables as they grow old, and when an old copy of them is put back.</summary>
public static class Retention
{
    // So few that sales which come in between do not notice.
    private const int AtOnce = 200;

    // More than any switch gives in a second.
    private const long NumbersPerSecond = 20_000;

    /// <summary>
    /// Removes the attempts that ended and are older than the days, in small groups, while the switch runs; how many.
    /// What is open stays.
    /// </summary>
    public static async Task<long> Purge(Database database, int days, DateTimeOffset now)
    {
        Invariant.Holds(days >= Limits.ShortestRetentionDays, "what may still be reversed or settled is not purged");
        var all = 0L;
        int some;
        do
        {
            some = await database.Write(AttemptTable.PurgingEnded(now.AddDays(-days), AtOnce), changed => changed);
            all += some;
        }
        while (some > 0);
        return all;
    }

    /// <summary>
    /// After an old copy was put back: skips all numbers that may have been given since its last attempt, so that none
    /// is given again (invariant M11). The next number.
    /// </summary>
    public static Task<long> SkipNumbers(Database database, DateTimeOffset now) =>
        database.Write(session =>
        {
            var since = AttemptTable.LastAt(session) is { } last && last < now ? now - last : TimeSpan.Zero;
            return NumberTable.Skip(session, NumbersPerSecond * ((long)since.TotalSeconds + 60), now);
        });
}
