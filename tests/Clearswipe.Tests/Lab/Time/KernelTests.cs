using System.Threading.Channels;
using Clearswipe.Lab.Time;

namespace Clearswipe.Tests.Lab.Time;

public sealed class KernelTests
{
    private readonly Kernel _kernel = new(seed: 42);

    [Fact]
    public void An_hour_passes_in_milliseconds()
    {
        var start = _kernel.Time.GetUtcNow();

        _kernel.Run(() => Task.Delay(TimeSpan.FromHours(1), _kernel.Time));

        Assert.Equal(TimeSpan.FromHours(1), _kernel.Time.GetUtcNow() - start);
    }

    [Fact]
    public void A_start_in_China_shows_its_own_hour_on_the_clocks_of_the_shop()
    {
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(start, new Kernel(seed: 1, start).Time.GetLocalNow());
        Assert.Equal(9, new Kernel(seed: 1, start).Time.GetLocalNow().Hour);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace() => Assert.Equal(Jumble(7), Jumble(7));

    [Fact]
    public void Another_seed_gives_another_order() =>
        Assert.NotEqual(Jumble(7).Order, Jumble(8).Order);

    [Fact]
    public void A_killed_process_never_goes_on_not_even_into_its_finally()
    {
        var node = _kernel.NewNode("till");
        var steps = new List<string>();
        _ = node.Start(() => WorkThatCleansUp(steps));

        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        node.Kill();
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromHours(1));

        Assert.Equal(["began"], steps);
    }

    [Fact]
    public void A_paused_process_goes_on_later_with_everything_that_came_meanwhile()
    {
        var node = _kernel.NewNode("till");
        var ticks = new List<TimeSpan>();
        _ = node.Start(async () =>
        {
            for (var tick = 0; tick < 3; tick++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _kernel.Time);
                ticks.Add(_kernel.Time.Elapsed);
            }
        });

        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(1.5));
        node.Pause();
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(10));
        node.Resume();
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.Equal([1, 11.5, 12.5], ticks.Select(tick => tick.TotalSeconds));
    }

    [Fact]
    public void The_clock_of_one_computer_is_moved_alone_and_no_delay_notices()
    {
        var clock = new NodeClock(_kernel.Time);
        var before = clock.GetUtcNow();
        clock.Put(TimeSpan.FromHours(-1));

        _kernel.Run(() => Task.Delay(TimeSpan.FromMinutes(1), clock));

        Assert.Equal(TimeSpan.FromMinutes(-59), clock.GetUtcNow() - before);
        Assert.Equal(TimeSpan.FromMinutes(1), _kernel.Time.Elapsed);
    }

    [Fact]
    public void A_deadlock_says_what_waits()
    {
        var never = new TaskCompletionSource();

        var error = Assert.Throws<KernelException>(() => _kernel.Run(() => WaitsForAnAnswer(never.Task)));

        Assert.Contains(nameof(WaitsForAnAnswer), error.Message, StringComparison.Ordinal);
        Assert.Contains("seed 42", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_in_which_time_stands_still_is_stopped() =>
        Assert.Throws<KernelException>(() => new Kernel(1) { EventsAtMost = 1000 }.Run(SpinForEver));

    [Fact]
    public void Work_from_a_foreign_thread_is_counted_and_named()
    {
        using var gate = new ManualResetEventSlim();
        _kernel.Run(async () =>
        {
            // Opened only once the await below waits: a thread that is done before would be no escape.
            SynchronizationContext.Current!.Post(_ => gate.Set(), null);
            await Task.Run(gate.Wait);
        });

        Assert.Equal(1, _kernel.Escapes);
        Assert.NotNull(_kernel.FirstEscape);
    }

    [Fact]
    public void Waiting_with_a_limit_gives_up_in_virtual_time()
    {
        var never = new TaskCompletionSource();

        _kernel.Run(() => Assert.ThrowsAsync<TimeoutException>(
            () => never.Task.WaitAsync(TimeSpan.FromSeconds(30), _kernel.Time)));

        Assert.Equal(TimeSpan.FromSeconds(30), _kernel.Time.Elapsed);
        Assert.Equal(0, _kernel.Escapes);
    }

    [Fact]
    public void A_cancellation_with_a_time_cancels_in_virtual_time()
    {
        _kernel.Run(async () =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), _kernel.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Task.Delay(Timeout.InfiniteTimeSpan, _kernel.Time, limit.Token));
        });

        Assert.Equal(TimeSpan.FromMinutes(5), _kernel.Time.Elapsed);
    }

    [Fact]
    public void A_channel_between_two_processes_keeps_its_order()
    {
        var channel = Channel.CreateUnbounded<int>();
        var writer = _kernel.NewNode("writer").Start(() => Count(channel.Writer));
        var read = _kernel.Run(() => _kernel.NewNode("reader").Start(() => ReadAll(channel.Reader)));

        Assert.True(writer.IsCompletedSuccessfully);
        Assert.Equal(Enumerable.Range(0, 100), read);
        Assert.Equal(0, _kernel.Escapes);
    }

    [Fact]
    public void A_periodic_timer_ticks()
    {
        var ticks = 0;
        _kernel.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), _kernel.Time);
            while (ticks < 60 && await timer.WaitForNextTickAsync())
                ticks++;
        });

        Assert.Equal(TimeSpan.FromHours(1), _kernel.Time.Elapsed);
    }

    [Fact]
    public void A_moved_wall_clock_does_not_disturb_a_delay()
    {
        var start = _kernel.Time.GetUtcNow();
        _kernel.Run(async () =>
        {
            var delay = Task.Delay(TimeSpan.FromSeconds(10), _kernel.Time);
            _kernel.Time.MoveWallClock(TimeSpan.FromDays(-400));
            await delay;
        });

        Assert.Equal(TimeSpan.FromSeconds(10), _kernel.Time.Elapsed);
        Assert.Equal(start + TimeSpan.FromSeconds(10) - TimeSpan.FromDays(400), _kernel.Time.GetUtcNow());
    }

    [Fact]
    public void The_shop_stands_in_China() =>
        Assert.Equal(TimeSpan.FromHours(8), _kernel.Time.GetLocalNow().Offset);

    [Fact]
    public void Running_until_a_fact_stops_when_it_holds()
    {
        var ticks = 0;
        using var timer = _kernel.Time.CreateTimer(
            _ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        Assert.True(_kernel.RunUntil(() => ticks == 5, _kernel.Time.GetUtcNow() + TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromSeconds(5), _kernel.Time.Elapsed);
    }

    private static (ulong Trace, string Order) Jumble(ulong seed)
    {
        var kernel = new Kernel(seed);
        var order = new List<int>();
        kernel.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            await Task.Yield();
            order.Add(number);
            await Task.Delay(TimeSpan.FromSeconds(kernel.Chance.Below(5)), kernel.Time);
        })));
        return (kernel.TraceHash, string.Join(' ', order));
    }

    private async Task WorkThatCleansUp(List<string> steps)
    {
        steps.Add("began");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), _kernel.Time);
            steps.Add("went on");
        }
        finally
        {
            steps.Add("cleaned up");
        }
    }

    private static async Task WaitsForAnAnswer(Task answer) => await answer;

    private static async Task SpinForEver()
    {
        while (true)
            await Task.Yield();
    }

    private static async Task Count(ChannelWriter<int> writer)
    {
        for (var i = 0; i < 100; i++)
        {
            await writer.WriteAsync(i);
            await Task.Yield();
        }

        writer.Complete();
    }

    private static async Task<List<int>> ReadAll(ChannelReader<int> reader)
    {
        var read = new List<int>();
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out var number))
                read.Add(number);
        }

        return read;
    }
}
