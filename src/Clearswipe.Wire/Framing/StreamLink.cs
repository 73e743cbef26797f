using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// A link over a stream of bytes, such as a connection with TLS. A frame too long is refused before its body is read;
/// one that does not arrive whole within its time is a fault. One receive at a time; sends wait for each other.
/// </summary>
public sealed class StreamLink(Stream stream, FrameFormat format, TimeProvider time) : ILink
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _frame = new byte[format.Size() + Limits.LongestMessage];
    private int _arrived;
    private long _firstArrivedAt;
    private volatile bool _isOver;

    /// <summary>
    /// Writes the whole frame at once. A peer that does not take it within Limits.WholeMessageArrives, and a wait given
    /// up halfway, break the link: half a frame may have left.
    /// </summary>
    public async ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var frame = LengthPrefix.Frame(format, message.Span);
        // The send before this one is bounded in time, and so is this wait.
        await _sending.WaitAsync();
        try
        {
            if (_isOver)
                throw new IOException("the link is over");
            await Write(frame, cancellation);
        }
        catch (Exception e)
        {
            _isOver = true;
            if (e is IOException or OperationCanceledException)
                throw;
            throw new IOException("the link broke", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// Waits for a whole message. Given up halfway, the next call goes on where this one stopped. An empty frame only
    /// keeps the line awake, as some hosts do, and is passed over.
    /// </summary>
    public async ValueTask<Received> Receive(CancellationToken cancellation)
    {
        if (_isOver)
            return new Received.Ended("the link is over");
        var received = await ReceiveFrame(cancellation);
        _isOver |= received is not Received.Message;
        return received;
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await stream.DisposeAsync();
    }

    private async ValueTask Write(byte[] frame, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Limits.WholeMessageArrives, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await stream.WriteAsync(frame, either.Token);
            await stream.FlushAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(
                $"the peer did not take the message in {Limits.WholeMessageArrives.TotalSeconds} s", e);
        }
    }

    private async ValueTask<Received> ReceiveFrame(CancellationToken cancellation)
    {
        while (true)
        {
            if (await Fill(format.Size(), cancellation) is { } noPrefix)
                return noPrefix;
            if (LengthPrefix.TryRead(format, _frame.AsSpan(0, format.Size()), out var length) is { } fault)
                return new Received.Garbled(fault);
            if (await Fill(format.Size() + length, cancellation) is { } noBody)
                return noBody;

            _arrived = 0;
            if (length > 0)
                return new Received.Message(_frame.AsSpan(format.Size(), length).ToArray());
        }
    }

    /// <summary>Reads until so many bytes of the frame are there; null then, or how the link ended before.</summary>
    private async ValueTask<Received?> Fill(int wanted, CancellationToken cancellation)
    {
        while (_arrived < wanted)
        {
            var (count, ending) = await Read(wanted, cancellation);
            if (count == 0)
                return _arrived == 0 ? new Received.Ended(ending) : Half(wanted, ending);
            if (_arrived == 0)
                _firstArrivedAt = time.GetTimestamp();
            _arrived += count;
        }

        return null;
    }

    private Received.Garbled Half(int wanted, string ending) =>
        new(new WireFault(0, _arrived, $"half a frame, {_arrived} of {wanted} bytes: {ending}"));

    private async ValueTask<(int Count, string Ending)> Read(int wanted, CancellationToken cancellation)
    {
        using var late = Late();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            var count = await stream.ReadAsync(_frame.AsMemory(_arrived, wanted - _arrived), either.Token);
            return (count, "the peer closed the link");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (0, $"the rest did not arrive in {Limits.WholeMessageArrives.TotalSeconds} s");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return (0, "the link broke");
        }
    }

    // Between messages a link may rest as long as its owner likes; the clock runs from a frame's first byte.
    private CancellationTokenSource Late()
    {
        if (_arrived == 0)
            return new CancellationTokenSource();
        var left = Limits.WholeMessageArrives - time.GetElapsedTime(_firstArrivedAt);
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }
}
