using System.IO.Pipelines;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Wire.Framing;

/// <summary>Frames on a stream of bytes: bounded in size and in time.</summary>
public sealed class StreamLinkTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(FrameFormat.TwoBytes, "0003616263")]
    [InlineData(FrameFormat.FourDigits, "30303033616263")]
    public async Task A_frame_is_a_length_and_a_message(FrameFormat format, string hex)
    {
        var sent = new MemoryStream();
        await new StreamLink(sent, format, _time).Send("abc"u8.ToArray(), default);
        Assert.Equal(hex, Convert.ToHexString(sent.ToArray()));

        var link = Reading(format, sent.ToArray());
        Assert.Equal("abc", Text(await link.Receive(default)));
        Assert.IsType<Received.Ended>(await link.Receive(default));
    }

    [Fact]
    public async Task A_length_too_long_is_a_fault_before_the_body_is_read()
    {
        var link = Reading(FrameFormat.TwoBytes, [0xFF, 0xFF]);

        Assert.Equal("byte 0: a length of 65535 where at most 4096 is allowed", Fault(await link.Receive(default)));
    }

    [Fact]
    public async Task Letters_where_a_length_should_be_are_a_fault()
    {
        var link = Reading(FrameFormat.FourDigits, "GET / HTTP"u8.ToArray());

        Assert.Equal("byte 0: the length is not four digits", Fault(await link.Receive(default)));
        Assert.IsType<Received.Ended>(await link.Receive(default));
    }

    [Fact]
    public async Task Half_a_frame_is_a_fault_with_its_byte() =>
        Assert.Equal(
            "byte 4: half a frame, 4 of 7 bytes: the peer closed the link",
            Fault(await Reading(FrameFormat.TwoBytes, [0, 5, 1, 2]).Receive(default)));

    [Fact]
    public async Task A_frame_that_dribbles_is_a_fault_when_its_time_is_over()
    {
        // The write ends when everything was read: only then may the time run out.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var waiting = new StreamLink(pipe.Reader.AsStream(), FrameFormat.TwoBytes, _time).Receive(default).AsTask();
        await pipe.Writer.WriteAsync(new byte[] { 0, 5, 1 });
        while (!waiting.IsCompleted)
        {
            _time.Advance(Limits.WholeMessageArrives);
            await Task.Yield();
        }

        Assert.Equal("byte 3: half a frame, 3 of 7 bytes: the rest did not arrive in 10 s", Fault(await waiting));
    }

    [Fact]
    public async Task A_quiet_link_may_rest_and_an_empty_frame_is_passed_over()
    {
        var pipe = new Pipe();
        var waiting = new StreamLink(pipe.Reader.AsStream(), FrameFormat.TwoBytes, _time).Receive(default).AsTask();
        _time.Advance(TimeSpan.FromDays(1));
        await pipe.Writer.WriteAsync(new byte[] { 0, 0, 0, 1, (byte)'x' });

        Assert.Equal("x", Text(await waiting));
    }

    [Fact]
    public async Task A_receive_given_up_halfway_goes_on_where_it_stopped()
    {
        var pipe = new Pipe();
        var link = new StreamLink(pipe.Reader.AsStream(), FrameFormat.TwoBytes, _time);
        using var given = new CancellationTokenSource();
        await pipe.Writer.WriteAsync(new byte[] { 0, 2, (byte)'o' });
        var waiting = link.Receive(given.Token).AsTask();
        given.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await pipe.Writer.WriteAsync("k"u8.ToArray());

        Assert.Equal("ok", Text(await link.Receive(default)));
    }

    [Fact]
    public async Task No_bytes_make_it_throw() =>
        await Gen.Select(Gen.Enum<FrameFormat>(), Gen.Byte.Array[0, 40]).SampleAsync(async (format, bytes) =>
        {
            var link = Reading(format, bytes);
            while (await link.Receive(default) is Received.Message)
            {
            }
        });

    private StreamLink Reading(FrameFormat format, byte[] bytes) => new(new MemoryStream(bytes), format, _time);

    private static string Text(Received received) =>
        Encoding.ASCII.GetString(Assert.IsType<Received.Message>(received).Bytes.Span);

    private static string Fault(Received received) => Assert.IsType<Received.Garbled>(received).Fault.ToString();
}
