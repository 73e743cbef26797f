namespace Clearswipe.Wire.Framing;

/// <summary>One stream to read from and one to write to, as one, for a <see cref="StreamLink"/> over them.</summary>
public sealed class TwoWayStream(Stream inward, Stream outward) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inward.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inward.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => outward.Write(buffer, offset, count);

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        outward.WriteAsync(buffer, cancellationToken);

    public override void Flush() => outward.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => outward.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await outward.DisposeAsync();
        await inward.DisposeAsync();
        await base.DisposeAsync();
    }
}
