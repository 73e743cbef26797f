using System.Buffers.Binary;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>One way to understand some bytes, and how far it came.</summary>
internal sealed record Guess(Identified Result, int ReadBytes)
{
    // Type and bitmap are read by chance too easily; a broken message must get beyond them.
    private const int PackedHead = 10;
    private const int CharacterHead = 20;

    private static readonly Guess Wrong = new(new Identified.Nothing(), 0);

    /// <summary>Every way to understand the bytes that is worth a try, by the given dialects first.</summary>
    public static IReadOnlyList<Guess> All(ReadOnlyMemory<byte> bytes, IReadOnlyList<Dialect> own)
    {
        if (bytes.Length > Limits.LongestMessage + 2 * PackedHead)
            return [];
        var guesses = new List<Guess>();
        var starts = Starts(bytes.Span);
        foreach (var dialect in own)
            foreach (var start in starts)
            {
                guesses.Add(InEnvelope(dialect, bytes, start));
                guesses.Add(Bare(dialect, null, bytes, start));
            }

        foreach (var start in starts)
        {
            guesses.Add(InEnvelope(Dialect.UnionPayPos, bytes, start));
            foreach (var dialect in Dialect.All)
                guesses.Add(Bare(dialect, null, bytes, start));
        }

        return guesses;
    }

    /// <summary>Where the message may start: at once, or behind a length that fits what follows.</summary>
    private static List<int> Starts(ReadOnlySpan<byte> bytes)
    {
        var starts = new List<int> { 0 };
        if (bytes.Length > 2 && (BinaryPrimitives.ReadUInt16BigEndian(bytes) == bytes.Length - 2 || bytes[2] == 0x60))
            starts.Add(2);
        if (bytes.Length > 4 && Encoding.Latin1.GetString(bytes[..4]) == (bytes.Length - 4).ToString("D4"))
            starts.Add(4);
        return starts;
    }

    private static Guess InEnvelope(Dialect dialect, ReadOnlyMemory<byte> bytes, int start) =>
        PosEnvelope.TryRead(bytes[start..], out var envelope, out var body) is null
            ? Bare(dialect, envelope, bytes, bytes.Length - body.Length)
            : Wrong;

    private static Guess Bare(Dialect dialect, PosEnvelope? envelope, ReadOnlyMemory<byte> bytes, int start)
    {
        var reader = new MessageReader(dialect, bytes.Span[start..]);
        if (reader.ReadType(out var type) is not null || type.Version != dialect.Version
            || !MessageTypes.IsKnown(type.ToString()))
            return Wrong;
        if (dialect.TryRead(bytes[start..], out var message) is not { } fault)
            return new Guess(Whole(dialect, envelope, message), bytes.Length);
        return fault.Offset >= (dialect.Form.BitmapSize == 8 ? PackedHead : CharacterHead)
            ? new Guess(new Identified.Broken(dialect, fault with { Offset = start + fault.Offset }), fault.Offset)
            : Wrong;
    }

    private static Identified.Whole Whole(Dialect dialect, PosEnvelope? envelope, Message message) =>
        new(dialect, envelope, message, Description.Of(message, dialect, envelope));
}
