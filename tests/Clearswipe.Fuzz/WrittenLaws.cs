using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>What was read is written back: copied to the same bytes, by its values to the canonical ones.</summary>
internal static class WrittenLaws
{
    public static void HoldOfCopies(Dialect dialect, in MessageView view)
    {
        var copied = new MessageWriter(dialect, view.Type!.Value, new byte[view.Bytes.Length]);
        var raw = new MessageWriter(dialect, view.Type.Value, new byte[view.Bytes.Length]);
        foreach (var field in view.Fields)
        {
            copied.Copy(field, view);
            raw.Raw(field, view.Raw(field), view.Length(field));
        }

        Law.Holds(copied.Finish().SequenceEqual(view.Bytes), "copied fields are the message, byte for byte");
        Law.Holds(raw.Finish().SequenceEqual(view.Bytes), "raw fields are the message, byte for byte");
    }

    public static void HoldOfValues(Dialect dialect, Message message, in MessageView view, byte[] canonical)
    {
        var written = dialect.Write(message);
        Law.Holds(written.SequenceEqual(canonical), "what was read is written back; pads of F become 0");
        var bytes = new MessageWriter(dialect, view.Type!.Value, new byte[canonical.Length]);
        var typed = new MessageWriter(dialect, view.Type.Value, new byte[canonical.Length]);
        foreach (var field in view.Fields)
        {
            var content = message.Bytes(field)!.Value.Span;
            bytes.Bytes(field, content);
            var spec = dialect.Spec(field)!;
            if (spec.Content == Content.Binary)
                typed.Bytes(field, content);
            else if (spec.Prefix.IsFixed && view.TryNumber(field, out var number))
                typed.Number(field, number);
            else
                typed.Text(field, view.Text(field)!);
        }

        Law.Holds(bytes.Finish().SequenceEqual(canonical), "bytes are written to the canonical form");
        Law.Holds(typed.Finish().SequenceEqual(canonical), "values are written to the canonical form");
        Law.Holds(dialect.TryRead(written, out var again) is null, "what was written is read");
        Law.Holds(dialect.Write(again).SequenceEqual(written), "what was written is written again the same");
    }
}
