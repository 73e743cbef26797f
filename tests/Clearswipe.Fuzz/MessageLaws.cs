using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A message is read as the plain decoder reads it, field for field, and is written back to the same bytes.
/// </summary>
internal static class MessageLaws
{
    public static bool Try(Dialect dialect, byte[] bytes)
    {
        var fault = dialect.TryRead(bytes, out var message);
        var plain = SimpleDecoder.Read(dialect, bytes);
        Law.IsPlain(message.ToString());
        Law.Holds((fault is null) == (plain is not null), $"both decoders read or refuse ({fault})");
        if (fault is not null)
        {
            Law.LiesWithin(fault, bytes.Length);
            return false;
        }

        IsSame(dialect, message, plain!);
        // The frame bounds what comes from a line; only so much is ever written.
        if (bytes.Length <= Limits.LongestMessage)
            IsWrittenBack(dialect, message, bytes);
        return true;
    }

    private static void IsSame(Dialect dialect, Message message, SimpleMessage plain)
    {
        Law.Holds(message.Type == plain.Type, "both decoders read the same type");
        Law.Holds(message.Fields.SequenceEqual(plain.Fields.Keys), "both decoders read the same fields");
        foreach (var (field, value) in plain.Fields)
        {
            var read = SimpleRow.Of(dialect, field)!.Content == "b"
                ? Convert.ToHexString(message.Bytes(field)!.Value.Span)
                : message.Text(field);
            Law.Holds(read == value, $"both decoders read the same in DE {field}");
        }
    }

    private static void IsWrittenBack(Dialect dialect, Message message, byte[] bytes)
    {
        var written = dialect.Write(message);
        Law.Holds(written.Length == bytes.Length, "what was read is written back to the same length");
        // A pad nibble of F, and nothing else, becomes 0.
        Law.Holds(
            written.Zip(bytes).All(pair =>
                pair.First == pair.Second || ((pair.First & 0xF) == 0 && (pair.First | 0xF) == pair.Second)),
            "what was read is written back to the same bytes");
        Law.Holds(dialect.TryRead(written, out var again) is null, "what was written is read");
        Law.Holds(dialect.Write(again).SequenceEqual(written), "what was written is written again the same");
    }
}
