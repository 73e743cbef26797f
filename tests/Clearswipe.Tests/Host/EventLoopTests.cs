using Clearswipe.Host.Wiring;

namespace Clearswipe.Tests.Host;

/// <summary>One thread for a part: what it awaits brings it back there.</summary>
public sealed class EventLoopTests
{
    [Fact]
    public async Task All_of_a_part_runs_on_one_thread_also_after_it_waited_for_another()
    {
        using var loop = new EventLoop("test");
        using var other = new EventLoop("other");
        var threads = await loop.Run(async () =>
        {
            var seen = new HashSet<int> { Environment.CurrentManagedThreadId };
            for (var i = 0; i < 100; i++)
            {
                await other.Run(async () => await Task.Yield());
                seen.Add(Environment.CurrentManagedThreadId);
            }

            return seen;
        });

        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public async Task Many_that_run_at_once_never_stand_in_each_others_way()
    {
        using var loop = new EventLoop("test");
        var count = 0;
        await loop.Run(() => Task.WhenAll(Enumerable.Range(0, 1_000).Select(async _ =>
        {
            await Task.Yield();
            var before = count;
            count = before + 1;
        })));

        Assert.Equal(1_000, count);
    }

    [Fact]
    public async Task A_failure_comes_out_where_the_work_was_begun()
    {
        using var loop = new EventLoop("test");
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() =>
            loop.Run(async () =>
            {
                await Task.Yield();
                throw new InvalidDataException("no");
            }));

        Assert.Equal("no", failure.Message);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            loop.Run(() => Task.FromCanceled(new CancellationToken(true))));
    }

    [Fact]
    public async Task What_is_queued_is_done_before_it_ends()
    {
        var done = false;
        var loop = new EventLoop("test");
        loop.Post(_ => done = true, null);
        await Task.Yield();
        loop.Dispose();

        Assert.True(done);
    }
}
