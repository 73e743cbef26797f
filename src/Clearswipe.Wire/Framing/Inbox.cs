using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>The bytes of a stream that have come and are not taken yet: frames, as many as one read brought.</summary>
internal sealed class Inbox(FrameFormat format)
{
    private readonly byte[] _bytes = new byte[2 * (format.Size() + Limits.LongestMessage)];
    private int _start;
    private int _end;

    public bool IsEmpty => Count == 0;

    /// <summary>How many bytes wait.</summary>
    public int Count => _end - _start;

    /// <summary>How long the frame is that has begun; its prefix as long as that is not whole.</summary>
    public int Wanted => format.Size() + (Count < format.Size()
        || LengthPrefix.TryRead(format, Waiting, out var length) is not null ? 0 : length);

    private ReadOnlySpan<byte> Waiting => _bytes.AsSpan(_start, Math.Min(Count, format.Size()));

    /// <summary>
    /// Takes the next whole message, which is null when it is not there yet; or the fault of its prefix, before its
    /// body is looked at.
    /// </summary>
    public WireFault? TryTake(out byte[]? message)
    {
        message = null;
        if (Count < format.Size())
            return null;
        if (LengthPrefix.TryRead(format, Waiting, out var length) is { } fault)
            return fault;
        if (Count < format.Size() + length)
            return null;
        message = _bytes.AsSpan(_start + format.Size(), length).ToArray();
        _start += format.Size() + length;
        return null;
    }

    /// <summary>Room for at least the rest of a frame.</summary>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, Count).CopyTo(_bytes);
            (_start, _end) = (0, Count);
        }

        return _bytes.AsMemory(_end);
    }

    public void Arrived(int count) => _end += count;
}
