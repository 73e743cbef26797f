using Clearswipe.Host.Wiring;
using Clearswipe.Store;

namespace Clearswipe.Host.Load;

/// <summary>Callers that each write one small row and wait until it is durable: what group commit alone does.</summary>
static class CommitProbe
{
    /// <summary>Rows a second.</summary>
    public static async Task<double> Run(int callers, TimeSpan lasts, TimeProvider time)
    {
        using var folder = new TemporaryFolder();
        await using var database = Database.Open(
            Path.Combine(folder.Path, "probe.db"), typeof(CommitProbe).Assembly, "load");
        var began = time.GetTimestamp();
        var written = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => WriteUntil(database, caller, callers, began, lasts, time)));
        return written.Sum() / lasts.TotalSeconds;
    }

    private static async Task<int> WriteUntil(
        Database database, int caller, int callers, long began, TimeSpan lasts, TimeProvider time)
    {
        var written = 0;
        for (; time.GetElapsedTime(began) < lasts; written++)
        {
            var id = (long)written * callers + caller;
            await database.Write(session =>
                session.Execute("insert into row (id, amount) values (@id, 1250)", ("@id", id)));
        }

        return written;
    }
}
