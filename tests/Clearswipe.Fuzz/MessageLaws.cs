using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A message is read as the plain decoder reads it, field for field, in place and into a memory of its own, and is
/// written back to the same bytes.
/// </summary>
internal static class MessageLaws
{
    public static bool Try(Dialect dialect, byte[] bytes)
    {
        var fault = dialect.TryRead(bytes, out var message);
        var plain = SimpleDecoder.Read(dialect, bytes);
        Law.Holds((fault is null) == (plain is not null), $"both decoders read or refuse ({fault})");
        Law.Holds(dialect.TryView(bytes, out var view) == fault, "a view meets the same fault");
        if (fault is not null)
            Law.LiesWithin(fault, bytes.Length);
        // After a fault there are the fields before it: what is true of fields is true of those too.
        ViewLaws.Hold(view, message);
        ViewLaws.HoldInSegments(dialect, bytes, view, fault);
        ShownLaws.Hold(dialect, message);
        if (plain is null)
            return false;

        IsSame(dialect, message, plain);
        WrittenLaws.HoldOfCopies(dialect, view);
        // The frame bounds what comes from a line; only so much is ever written of a message of ours.
        if (bytes.Length <= Limits.LongestMessage)
            WrittenLaws.HoldOfValues(dialect, message, view, Canonical(bytes, plain));
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

    // A pad nibble of F, and nothing else, is written back as 0.
    private static byte[] Canonical(byte[] bytes, SimpleMessage plain)
    {
        var canonical = bytes.ToArray();
        foreach (var at in plain.PadsOfF)
            canonical[at] &= 0xF0;
        return canonical;
    }
}
