using System.Collections.Concurrent;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Store;

/// <summary>Many at once: on the thread pool as in a real shop, in one thread as in a simulated one.</summary>
public sealed class CrowdTests : IDisposable
{
    private readonly Shelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Callers_on_many_threads_write_and_read_together()
    {
        await using var database = _shelf.Open();

        await Parallel.ForAsync(0, 64, async (caller, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                var id = (caller * 20) + i;
                await database.Write(session => Note(session, id));
                Assert.True(database.Read(session => Has(session, id)), "the next read sees what was acknowledged");
            }
        });

        Assert.Equal(1_280, Count(database));
    }

    [Fact]
    public async Task Work_is_done_in_the_order_in_which_it_was_handed_in()
    {
        await using var database = _shelf.Open();
        var done = new ConcurrentQueue<int>();

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(id => database.Write(_ => done.Enqueue(id))));

        Assert.Equal(Enumerable.Range(0, 1_000), done);
    }

    [Fact]
    public async Task A_full_queue_makes_its_callers_wait_and_loses_none()
    {
        await using var database = _shelf.Open();
        var crowd = Limits.QueuedWrites + 1_000;

        await Task.WhenAll(Enumerable.Range(0, crowd).Select(_ => database.Write(_ => 1)));

        Assert.InRange(database.Commits, crowd / Limits.GroupCommit, crowd);
    }

    [Fact]
    public async Task A_caller_that_goes_on_never_does_so_within_the_writers_turn()
    {
        await using var database = _shelf.Open();
        var write = database.Write(_ => 1);

        Assert.True(write.CreationOptions.HasFlag(TaskCreationOptions.RunContinuationsAsynchronously));
        await write;
    }

    [Fact]
    public void In_the_simulated_shop_all_of_it_stays_in_one_thread_and_repeats()
    {
        var first = Simulate(seed: 7);
        using var again = new Shelf();

        Assert.Equal(0, first.Escapes);
        Assert.Equal(first.TraceHash, Simulate(seed: 7, again).TraceHash);
    }

    [Fact]
    public void After_a_power_cut_the_queued_writes_are_neither_done_nor_answered()
    {
        var kernel = new Kernel(1);
        var till = kernel.NewNode("till");
        var queued = Task.CompletedTask;
        _ = till.Start(() =>
        {
            var database = _shelf.Open();
            queued = database.Write(session => Note(session, 1));
            database.LosePower();
            return Task.CompletedTask;
        });
        kernel.RunUntil(kernel.Time.GetUtcNow() + TimeSpan.FromMinutes(1));

        Assert.False(queued.IsCompleted);
        Assert.Equal(0, kernel.Run(CountAfterReopening));
    }

    private Kernel Simulate(ulong seed, Shelf? shelf = null)
    {
        var kernel = new Kernel(seed);
        kernel.Run(async () =>
        {
            await using var database = (shelf ?? _shelf).Open();
            await Task.WhenAll(Enumerable.Range(0, 300).Select(async id =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(id % 7), kernel.Time);
                await database.Write(session => Note(session, id));
            }));

            Assert.Equal(300, Count(database));
            Assert.InRange(database.Commits, 1, 100);
        });
        return kernel;
    }

    private async Task<int> CountAfterReopening()
    {
        await using var database = _shelf.Open();
        return Count(database);
    }

    private static int Note(Session session, int id) =>
        session.Execute("insert into note (id, text) values (@id, 'a note')", ("@id", id));

    private static bool Has(Session session, int id) =>
        session.First("select 1 from note where id = @id", row => row.GetInt32(0), ("@id", id)) == 1;

    private static int Count(Database database) =>
        database.Read(session => session.First("select count(*) from note", row => row.GetInt32(0)));
}
