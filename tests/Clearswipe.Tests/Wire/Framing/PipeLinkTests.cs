using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Tests.Wire.Framing;

/// <summary>Two ends in a process: in order, bounded, and over when one end is.</summary>
public sealed class PipeLinkTests
{
    [Fact]
    public async Task Messages_arrive_in_order_and_as_they_were_when_sent()
    {
        var (near, far) = PipeLink.CreatePair();
        var buffer = new byte[] { 1 };
        await near.Send(buffer, default);
        buffer[0] = 2;
        await near.Send(buffer, default);

        Assert.Equal([1], Bytes(await far.Receive(default)));
        Assert.Equal([2], Bytes(await far.Receive(default)));
    }

    [Fact]
    public async Task What_was_sent_before_the_end_is_still_received()
    {
        var (near, far) = PipeLink.CreatePair();
        await near.Send(new byte[] { 1 }, default);
        await near.DisposeAsync();

        Assert.Equal([1], Bytes(await far.Receive(default)));
        Assert.IsType<Received.Ended>(await far.Receive(default));
        Assert.IsType<Received.Ended>(await near.Receive(default));
        await Assert.ThrowsAsync<IOException>(async () => await far.Send(new byte[] { 2 }, default));
    }

    [Fact]
    public async Task A_waiting_receiver_hears_the_end()
    {
        var (near, far) = PipeLink.CreatePair();
        var waiting = far.Receive(default).AsTask();
        await near.DisposeAsync();

        Assert.IsType<Received.Ended>(await waiting);
    }

    [Fact]
    public async Task A_wait_given_up_loses_no_message()
    {
        var (near, far) = PipeLink.CreatePair();
        using var given = new CancellationTokenSource();
        var waiting = far.Receive(given.Token).AsTask();
        given.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await near.Send(new byte[] { 1 }, default);

        Assert.Equal([1], Bytes(await far.Receive(default)));
    }

    [Fact]
    public async Task A_full_pipe_makes_its_sender_wait()
    {
        var (near, far) = PipeLink.CreatePair();
        for (var i = 0; i < Limits.MessagesInPipe; i++)
            await near.Send(new byte[] { 1 }, default);
        var waiting = near.Send(new byte[] { 2 }, default).AsTask();
        Assert.False(waiting.IsCompleted);

        await far.Receive(default);
        await waiting;
    }

    private static byte[] Bytes(Received received) => Assert.IsType<Received.Message>(received).Bytes.ToArray();
}
