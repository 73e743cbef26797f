using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// A link over a stream of bytes, such as a connection with TLS. A frame too long is refused before its body is read;
/// one that does not arrive whole within its time is a fault. One receive at a time; sends wait for each other.
/// </summary>
public sealed class StreamLink(Stream stream, FrameFormat format, TimeProvider time) : ILink
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _writing = new();
    private readonly Inbox _inbox = new(format);
    private long _arrivedAt;
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

    // Most writes end at once, since the kernel takes them: only one that waits needs a clock.
    private ValueTask Write(byte[] frame, CancellationToken cancellation)
    {
        var writing = WriteOut(frame);
        return writing.IsCompleted ? writing : Bounded(writing, cancellation);
    }

    private async ValueTask WriteOut(byte[] frame)
    {
        await stream.WriteAsync(frame, _writing.Token);
        await stream.FlushAsync(_writing.Token);
    }

    private async ValueTask Bounded(ValueTask writing, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Limits.WholeMessageArrives, time);
        using var isLate = late.Token.Register(_writing.Cancel);
        using var isGivenUp = cancellation.Register(_writing.Cancel);
        try
        {
            await writing;
        }
        catch (OperationCanceledException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new IOException(
                $"the peer did not take the message in {Limits.WholeMessageArrives.TotalSeconds} s", e);
        }
    }

    private async ValueTask<Received> ReceiveFrame(CancellationToken cancellation)
    {
        while (true)
        {
            if (_inbox.TryTake(out var message) is { } fault)
                return new Received.Garbled(fault);
            if (message is not null)
            {
                _firstArrivedAt = _arrivedAt;
                if (message.Length > 0)
                    return new Received.Message(message);
                continue;
            }

            if (await Fill(cancellation) is { } ending)
                return _inbox.IsEmpty ? new Received.Ended(ending) : Half(ending);
        }
    }

    /// <summary>Reads what has come; null then, or how the link ended.</summary>
    private async ValueTask<string?> Fill(CancellationToken cancellation)
    {
        var wasEmpty = _inbox.IsEmpty;
        try
        {
            // Between messages a link may rest as long as its owner likes; the clock runs from a frame's first byte.
            var count = wasEmpty
                ? await stream.ReadAsync(_inbox.Room(), cancellation)
                : await ReadTheRest(cancellation);
            if (count == 0)
                return "the peer closed the link";
            _inbox.Arrived(count);
            _arrivedAt = time.GetTimestamp();
            if (wasEmpty)
                _firstArrivedAt = _arrivedAt;
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"the rest did not arrive in {Limits.WholeMessageArrives.TotalSeconds} s";
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return "the link broke";
        }
    }

    private async ValueTask<int> ReadTheRest(CancellationToken cancellation)
    {
        var left = Limits.WholeMessageArrives - time.GetElapsedTime(_firstArrivedAt);
        using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        return await stream.ReadAsync(_inbox.Room(), either.Token);
    }

    private Received.Garbled Half(string ending) => new(
        new WireFault(0, _inbox.Count, $"half a frame, {_inbox.Count} of {_inbox.Wanted} bytes: {ending}"));
}
