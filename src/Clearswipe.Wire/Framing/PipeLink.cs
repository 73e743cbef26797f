namespace Clearswipe.Wire.Framing;

/// <summary>Two ends of a link within one process.</summary>
public sealed class PipeLink : ILink
{
    public static (ILink Near, ILink Far) CreatePair() => throw new NotImplementedException();

    public ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<Received> Receive(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
