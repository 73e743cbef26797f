using System.Buffers.Binary;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Framing;

/// <summary>Reads and writes the length before a message, bounded before a byte of the message is read.</summary>
internal static class LengthPrefix
{
    public static int Size(this FrameFormat format) => format == FrameFormat.TwoBytes ? 2 : 4;

    /// <summary>The length that a whole prefix tells; a fault when it is no length or too long.</summary>
    public static WireFault? TryRead(FrameFormat format, ReadOnlySpan<byte> prefix, out int length)
    {
        length = format == FrameFormat.TwoBytes ? BinaryPrimitives.ReadUInt16BigEndian(prefix) : Digits(prefix);
        return length switch
        {
            < 0 => new WireFault(0, 0, "the length is not four digits"),
            > Limits.LongestMessage =>
                new WireFault(0, 0, $"a length of {length} where at most {Limits.LongestMessage} is allowed"),
            _ => null,
        };
    }

    public static byte[] Frame(FrameFormat format, ReadOnlySpan<byte> message)
    {
        Invariant.Holds(
            message.Length is > 0 and <= Limits.LongestMessage, "a message of ours keeps to the longest length");
        return format == FrameFormat.TwoBytes
            ? [(byte)(message.Length >> 8), (byte)(message.Length & 0xFF), .. message]
            : [.. Encoding.ASCII.GetBytes(message.Length.ToString("D4")), .. message];
    }

    private static int Digits(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!Alphabet.IsDigit(digit))
                return -1;
            number = number * 10 + (digit - '0');
        }

        return number;
    }
}
