using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Fuzz;

/// <summary>What a message wears comes off and is put on again, byte for byte.</summary>
internal static class FramingLaws
{
    public static bool TryEnvelope(byte[] bytes)
    {
        if (PosEnvelope.TryRead(bytes, out var envelope, out var body) is { } fault)
        {
            Law.LiesWithin(fault, bytes.Length);
            return false;
        }

        Law.Holds(envelope.Wrap(body.Span).SequenceEqual(bytes), "an envelope and its body are the message");
        Law.Holds(envelope.Turned().Turned() == envelope, "an envelope that is turned twice is itself");
        return true;
    }

    public static bool TryFrame(byte[] bytes) =>
        Enum.GetValues<FrameFormat>().Count(format => TryFrame(format, bytes)) > 0;

    private static bool TryFrame(FrameFormat format, byte[] bytes)
    {
        var size = format.Size();
        if (bytes.Length < size)
            return false;
        if (LengthPrefix.TryRead(format, bytes.AsSpan(0, size), out var length) is { } fault)
        {
            Law.LiesWithin(fault, bytes.Length);
            return false;
        }

        Law.Holds(length is >= 0 and <= Limits.LongestMessage, "a length is bounded");
        if (length > 0 && length <= bytes.Length - size)
            Law.Holds(
                LengthPrefix.Frame(format, bytes.AsSpan(size, length)).SequenceEqual(bytes[..(size + length)]),
                "a length and its message are framed again the same");
        return true;
    }
}
