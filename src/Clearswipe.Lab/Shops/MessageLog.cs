using System.Collections.Concurrent;
using Clearswipe.Lab.Links;
using Clearswipe.Wire.Describe;

namespace Clearswipe.Lab.Shops;

/// <summary>What passed over the lines of a shop, for the bench: described in plain words and masked.</summary>
public sealed class MessageLog(TimeProvider time)
{
    private const int Kept = 500;

    private readonly ConcurrentQueue<PassedMessage> _messages = new();
    private long _number;

    /// <summary>Something passed.</summary>
    public event Action? Changed;

    /// <summary>The newest last.</summary>
    public IReadOnlyList<PassedMessage> Messages => [.. _messages];

    internal PinBlocks PinBlocks { get; } = new();

    internal void Tap(FaultLine line) => line.Passed += (way, bytes) => Add(line.Name, way, bytes);

    private void Add(string line, Way way, ReadOnlyMemory<byte> bytes)
    {
        PinBlocks.Look(bytes);
        _messages.Enqueue(new PassedMessage(
            Interlocked.Increment(ref _number), time.GetUtcNow(), line, way, bytes.ToArray()));
        while (_messages.Count > Kept)
            _messages.TryDequeue(out _);
        Changed?.Invoke();
    }
}

/// <summary>One message as it entered a line. Its bytes stay in here; what comes out is masked.</summary>
public sealed class PassedMessage(long number, DateTimeOffset at, string line, Way way, ReadOnlyMemory<byte> bytes)
{
    public long Number => number;

    public DateTimeOffset At => at;

    public string Line => line;

    public Way Way => way;

    public int Length => bytes.Length;

    /// <summary>The type, such as "0200".</summary>
    public string Type => GlimpsedType.Of(bytes.Span);

    /// <summary>Field by field in both languages; null when the bytes are no message.</summary>
    public Description? Describe() => Identified.InBytes(bytes) is Identified.Whole whole ? whole.Description : null;

    public override string ToString() => $"{At:HH:mm:ss.fff} {line} {way} {Describe()}";
}
