using System.Threading.Channels;
using Clearswipe.Lab.Time;

namespace Clearswipe.Tests.Lab.Time;

/// <summary>
/// Which waits of the platform stay in the simulated thread, and which leave it and are therefore banned.
/// </summary>
public sealed class EscapeTests
{
    private static readonly Dictionary<string, Func<TimeProvider, Task>> Staying = new()
    {
        ["a semaphore"] = async time =>
        {
            using var turn = new SemaphoreSlim(0);
            var waits = turn.WaitAsync();
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            turn.Release();
            await waits;
        },
        ["a channel's reader"] = async time =>
        {
            using var stop = new CancellationTokenSource();
            var channel = Channel.CreateBounded<int>(1);
            var read = Read(channel.Reader, stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            await channel.Writer.WriteAsync(1, stop.Token);
            await read;
        },
        ["a channel that is full"] = async time =>
        {
            var channel = Channel.CreateBounded<int>(1);
            await channel.Writer.WriteAsync(1);
            var write = channel.Writer.WriteAsync(2);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            await channel.Reader.ReadAsync();
            await write;
        },
        ["the first of several"] = async time =>
        {
            var first = Task.Delay(TimeSpan.FromSeconds(1), time);
            Assert.Same(first, await Task.WhenAny(first, Task.Delay(TimeSpan.FromSeconds(2), time)));
        },
        ["a promise that a method awaits, among several"] = async time =>
        {
            var promise = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var waits = Task.WhenAny(Await(promise.Task), Task.Delay(TimeSpan.FromSeconds(9), time));
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            promise.SetResult();
            await waits;
        },
        ["a cancelled read"] = async time =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
            var channel = Channel.CreateUnbounded<int>();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read(channel.Reader, limit.Token));
        },
    };

    private static readonly Dictionary<string, Func<TimeProvider, Task>> Leaving = new()
    {
        ["ReadAllAsync"] = async time =>
        {
            var channel = Channel.CreateUnbounded<int>();
            var read = ReadAll(channel.Reader);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            channel.Writer.TryWrite(1);
            channel.Writer.Complete();
            await read;
        },
        ["a semaphore with a token"] = async time =>
        {
            using var turn = new SemaphoreSlim(0);
            using var stop = new CancellationTokenSource();
            var waits = turn.WaitAsync(stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            turn.Release();
            await waits;
        },
        ["a channel's read as a task"] = async time =>
        {
            var channel = Channel.CreateUnbounded<int>();
            var read = channel.Reader.ReadAsync().AsTask();
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            channel.Writer.TryWrite(1);
            await read;
        },
        ["a promise that is waited for with a limit"] = async time =>
        {
            var promise = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var stop = new CancellationTokenSource();
            var waits = promise.Task.WaitAsync(stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            promise.SetResult();
            await waits;
        },
        ["a promise among several"] = async time =>
        {
            var promise = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var waits = Task.WhenAny(promise.Task, new TaskCompletionSource().Task);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            promise.SetResult();
            await waits;
        },
    };

    public static TheoryData<string> StayingNames => [.. Staying.Keys];

    public static TheoryData<string> LeavingNames => [.. Leaving.Keys];

    [Theory, MemberData(nameof(StayingNames))]
    public void These_stay(string wait) => Assert.Equal(0, EscapesOf(Staying[wait]));

    [Theory, MemberData(nameof(LeavingNames))]
    public void These_leave(string wait) =>
        Assert.Contains(Enumerable.Range(0, 50), _ => EscapesOf(Leaving[wait]) > 0);

    // The pool may be so quick that nobody had to wait: then it is not seen, but it left all the same.
    private static int EscapesOf(Func<TimeProvider, Task> wait)
    {
        var kernel = new Kernel(1);
        kernel.Run(() => wait(kernel.Time));
        return kernel.Escapes;
    }

    private static async Task Await(Task task) => await task;

    private static async Task Read(ChannelReader<int> reader, CancellationToken cancellation) =>
        await reader.ReadAsync(cancellation);

    private static async Task ReadAll(ChannelReader<int> reader)
    {
        await foreach (var _ in reader.ReadAllAsync())
        {
        }
    }
}
