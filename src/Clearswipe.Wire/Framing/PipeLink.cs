namespace Clearswipe.Wire.Framing;

/// <summary>
/// One of two ends of a link within one process. What was sent before an end is still received by the other; then both
/// are over. Waits stay on the caller's synchronization context, so that a simulated shop can be replayed.
/// </summary>
public sealed class PipeLink : ILink
{
    private readonly OneWayPipe _outward;
    private readonly OneWayPipe _inward;

    private PipeLink(OneWayPipe outward, OneWayPipe inward)
    {
        _outward = outward;
        _inward = inward;
    }

    public static (ILink Near, ILink Far) CreatePair()
    {
        var (there, back) = (new OneWayPipe(), new OneWayPipe());
        return (new PipeLink(there, back), new PipeLink(back, there));
    }

    /// <summary>Copies the message into the pipe, and waits while the pipe is full (Limits.MessagesInPipe).</summary>
    public ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        _outward.Put(message, cancellation);

    public ValueTask<Received> Receive(CancellationToken cancellation) => _inward.Take(cancellation);

    public ValueTask DisposeAsync()
    {
        _outward.End(dropsWaiting: false);
        _inward.End(dropsWaiting: true);
        return ValueTask.CompletedTask;
    }
}
