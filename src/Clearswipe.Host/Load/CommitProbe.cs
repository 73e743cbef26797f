using Clearswipe.Store;

namespace Clearswipe.Host.Load;

/// <summary>Callers that each write one small row and wait until it is durable: what group commit alone does.</summary>
static class CommitProbe
{
    private const string Folder = "load";

    /// <summary>Rows a second in a new file.</summary>
    public static Task<double> OfFile(string file, int callers, TimeSpan lasts, TimeProvider time) =>
        Run(Database.Open(file, typeof(CommitProbe).Assembly, Folder), callers, lasts, time);

    /// <summary>Rows a second in a new PostgreSQL database.</summary>
    public static Task<double> OfPostgres(string connection, int callers, TimeSpan lasts, TimeProvider time) =>
        Run(Database.OpenPostgres(connection, typeof(CommitProbe).Assembly, Folder, time), callers, lasts, time);

    private static async Task<double> Run(Database opened, int callers, TimeSpan lasts, TimeProvider time)
    {
        await using var database = opened;
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
            await database.Write(
                new Statement("insert into row (id, amount) values (@id, 1250)", ("@id", id)) { IsOfOneRow = true },
                changed => changed);
        }

        return written;
    }
}
