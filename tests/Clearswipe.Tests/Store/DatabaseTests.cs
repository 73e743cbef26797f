using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Store;

/// <summary>What is written to a file stays written. <see cref="StoreLaws"/> hold for any store.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly Shelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public void Many_writes_share_few_commits() => OneThread(async () =>
    {
        await using var database = _shelf.Open();

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(id => database.Write(session => Note(session, id, "n"))));

        Assert.Equal(2_000, Notes(database).Count);
        Assert.Equal((2_000 / Limits.GroupCommit) + 1, database.Commits);
    });

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_power_cut()
    {
        var database = _shelf.Open();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(id => database.Write(session => Note(session, id, "kept"))));
        database.LosePower();

        await using var reopened = _shelf.Open();
        Assert.Equal(100, Notes(reopened).Count);
    }

    [Fact]
    public async Task A_failed_commit_fails_its_whole_group_and_every_later_write()
    {
        await using (var database = _shelf.Open())
        {
            await Assert.ThrowsAsync<StoreBrokenException>(() => database.Write(session => Reply(session, to: 404)));
            await Assert.ThrowsAsync<StoreBrokenException>(() => database.Write(session => Note(session, 1, "late")));
        }

        await using var reopened = _shelf.Open();
        await reopened.Write(session => Note(session, 2, "again"));
        Assert.Equal(["again"], Notes(reopened));
    }

    [Fact]
    public void A_full_disk_is_a_failed_commit_and_nothing_of_its_group_is_kept() => OneThread(async () =>
    {
        await using (var database = _shelf.Open())
        {
            await database.Write(session => session.Execute("pragma max_page_count = 20"));
            var before = database.Write(session => Note(session, 1, "small"));
            var tooBig = database.Write(session => Note(session, 2, new string('n', 200_000)));

            await Assert.ThrowsAsync<StoreBrokenException>(() => before);
            await Assert.ThrowsAsync<StoreBrokenException>(() => tooBig);
        }

        await using var reopened = _shelf.Open();
        Assert.Empty(Notes(reopened));
    });

    [Fact]
    public async Task A_commit_waits_for_the_medium()
    {
        await using var database = _shelf.Open();

        Assert.Equal(2, await database.Write(session => session.First("pragma synchronous", row => row.GetInt32(0))));
        Assert.Equal("wal", database.Read(session => session.First("pragma journal_mode", row => row.GetString(0))));
    }

    // On one thread the writer takes its turn only when the callers wait, so that they are one group for certain.
    private static void OneThread(Func<Task> work) => new Kernel(seed: 1).Run(work);

    private static int Note(Session session, int id, string text) =>
        session.Execute("insert into note (id, text) values (@id, @text)", ("@id", id), ("@text", text));

    private static int Reply(Session session, int to) =>
        session.Execute("insert into reply (id, note_id) values (1, @to)", ("@to", to));

    private static IReadOnlyList<string> Notes(Database database) =>
        database.Read(session => session.Query("select text from note order by id", row => row.GetString(0)));
}
