using Clearswipe.Lab.Links;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Lab.Shops;

/// <summary>Remembers the encrypted PIN blocks that passed, so that an audit can look for them on the disks.</summary>
sealed class PinBlocks
{
    private const int Remembered = 2000;
    private const int PinBlock = 52;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _blocks = new();

    public IReadOnlyList<byte[]> All
    {
        get
        {
            lock (_gate)
                return [.. _blocks];
        }
    }

    public void Look(ReadOnlyMemory<byte> bytes)
    {
        if (GlimpsedType.Of(bytes.Span) != "0200" || Read(bytes)?.Bytes(PinBlock) is not { } block)
            return;
        lock (_gate)
        {
            _blocks.Enqueue(block.ToArray());
            if (_blocks.Count > Remembered)
                _blocks.Dequeue();
        }
    }

    private static Message? Read(ReadOnlyMemory<byte> bytes)
    {
        var isEnveloped = PosEnvelope.TryRead(bytes, out _, out var body) is null;
        var dialect = isEnveloped ? Dialect.UnionPayPos : Dialect.Iso1987Ascii;
        return dialect.TryRead(isEnveloped ? body : bytes, out var message) is null ? message : null;
    }
}
