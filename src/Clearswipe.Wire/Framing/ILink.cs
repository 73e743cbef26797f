using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// Whole messages to and from one peer, in order, until one side ends. A message is what stands inside the frame:
/// the length prefix is the link's own affair.
/// </summary>
public interface ILink : IAsyncDisposable
{
    /// <summary>
    /// Hands one message to the peer. Throws <see cref="IOException"/> when the link is broken; the message may have
    /// left all the same.
    /// </summary>
    ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken cancellation);

    /// <summary>Waits for the next message. After <see cref="Received.Ended"/> or a fault nothing more comes.</summary>
    ValueTask<Received> Receive(CancellationToken cancellation);
}

/// <summary>What came over a link.</summary>
public abstract record Received
{
    private Received()
    {
    }

    /// <summary>One whole message, without its length prefix.</summary>
    public sealed record Message(ReadOnlyMemory<byte> Bytes) : Received;

    /// <summary>The peer closed, or the link broke; the reason is for a log.</summary>
    public sealed record Ended(string Reason = "the peer closed the link") : Received;

    /// <summary>The bytes are not a frame: there is no way to find the next one, so the link is over.</summary>
    public sealed record Garbled(WireFault Fault) : Received;
}

/// <summary>
/// A way to reach a peer, such as the shop's Ethernet or its 4G modem; it can be dialled again and again.
/// </summary>
public interface ILine
{
    string Name { get; }

    /// <summary>Opens a link. A failed dial is positive evidence that nothing was sent.</summary>
    ValueTask<Dialled> Dial(CancellationToken cancellation);
}

/// <summary>How a dial ended.</summary>
public abstract record Dialled
{
    private Dialled()
    {
    }

    /// <summary>The link is open, and its owner disposes of it.</summary>
    public sealed record Connected(ILink Link) : Dialled;

    /// <summary>No link, and the first hop that is broken.</summary>
    public sealed record Failed(Hop BrokenHop, string Reason) : Dialled;
}
