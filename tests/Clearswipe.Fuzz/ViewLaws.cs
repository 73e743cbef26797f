using System.Buffers;
using System.Globalization;
using System.Text;
using Clearswipe.Wire;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>A message in place says what the same message says that owns its memory, whole or in segments.</summary>
internal static class ViewLaws
{
    private static readonly int[] Places = [0, 1, 64, 65, 128, 129, 193, -1, int.MaxValue, int.MinValue];

    public static void Hold(in MessageView view, Message message)
    {
        Law.Holds((view.Type?.ToString() ?? "") == message.Type, "both say the same type");
        var fields = new List<int>();
        foreach (var field in view.Fields)
            fields.Add(field);
        Law.Holds(fields.SequenceEqual(message.Fields), "both have the same fields");
        Law.Holds(view.Fields.Count == fields.Count, "fields are counted right");
        Law.Holds(view.Fields.Last == fields.LastOrDefault(), "the last field is the last");
        foreach (var field in fields.Concat(Places))
            HoldOf(view, message, field);
        Law.Holds(view.Signed.SequenceEqual(message.Signed.Span), "both say what is signed");
        Law.Holds(view.HasMac == message.Mac is not null, "both say whether there is a MAC");
        Law.Holds(view.ToString() == message.ToString(), "both are printed the same");
        Law.Holds(
            MatchKey.TryOf(view, out var one) == MatchKey.TryOf(message, out var other) && one == other,
            "both are matched on the same key");
    }

    private static void HoldOf(in MessageView view, Message message, int field)
    {
        Span<byte> content = new byte[Math.Max(0, view.Length(field))];
        var isThere = view.TryCopy(field, content, out var length);
        Law.Holds(isThere == message.Has(field) && isThere == view.Has(field), $"both have DE {field} or not");
        Law.Holds(view.Text(field) == message.Text(field), $"both have the same text in DE {field}");
        Law.Holds(isThere == (view.Length(field) >= 0), "what is not there has no length");
        if (!isThere)
        {
            Law.Holds(
                length == 0 && view.Raw(field).IsEmpty && !view.TryNumber(field, out _) && !view.TryPart(field, 1, content, out _),
                "what is not there says nothing");
            return;
        }

        Law.Holds(length == content.Length, "a length is what is copied");
        Law.Holds(content.SequenceEqual(message.Bytes(field)!.Value.Span), $"both have the same bytes in DE {field}");
        var raw = view.Raw(field);
        Law.Holds(raw.IsEmpty == (length == 0), "content takes room");
        Law.Holds(raw.IsEmpty || view.Bytes.Overlaps(raw), "raw content is where the message is");
        var isNumber = view.TryNumber(field, out var number);
        var text = message.Text(field)!;
        Law.Holds(isNumber == (text.Length <= 18 && text.All(char.IsAsciiDigit)), "digits are a number");
        Law.Holds(
            !isNumber || number == (text == "" ? 0 : long.Parse(text, CultureInfo.InvariantCulture)),
            "a number is what its digits say");
        HoldOfParts(view, view.Dialect.Spec(field)!, text);
    }

    private static void HoldOfParts(in MessageView view, FieldSpec spec, string text)
    {
        if (FieldParts.TryRead(spec, text, out var parts) is { } fault)
            Law.Holds(fault.Offset >= 0 && fault.Offset <= text.Length, "a fault lies within the field");
        var known = spec.Shape is FieldShape.Positions(var positions) ? positions.Count : 0;
        Span<byte> content = new byte[text.Length];
        for (var part = -1; part <= known + 1; part++)
        {
            if (!view.TryPart(spec.Number, part, content, out var length))
                continue;
            var found = parts.Single(found => found.Label == $"{spec.Number}.{part}");
            Law.Holds(found.Value == Encoding.Latin1.GetString(content[..length]), "both ways give the same part");
        }
    }

    public static void HoldInSegments(Dialect dialect, byte[] bytes, in MessageView view, WireFault? fault)
    {
        var sequence = Segment.Cut(bytes);
        Span<byte> scratch = new byte[bytes.Length];
        Law.Holds(dialect.TryView(sequence, scratch, out var again) == fault, "segments meet the same fault");
        foreach (var field in view.Fields)
            Law.Holds(again.Raw(field).SequenceEqual(view.Raw(field)), "segments are read the same");
        Law.Holds(again.Fields.Count == view.Fields.Count && again.Type == view.Type, "segments have the same fields");
        if (!sequence.IsSingleSegment)
            Law.Holds(
                dialect.TryView(sequence, scratch[1..], out var none) is { Offset: 0 } && none.Fields.Count == 0,
                "what does not fit the scratch space is a fault");
    }

    /// <summary>A piece of a message, as a line brings it.</summary>
    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        /// <summary>The bytes cut at places that they themselves decide, with empty pieces among them.</summary>
        public static ReadOnlySequence<byte> Cut(byte[] bytes)
        {
            var first = new Segment();
            var last = first;
            var next = 17u;
            for (var at = 0; at < bytes.Length;)
            {
                next = unchecked(next * 1_664_525 + 1_013_904_223 + bytes[at]);
                var length = Math.Min((int)(next >> 24) % 40, bytes.Length - at);
                last = last.Add(bytes.AsMemory(at, length));
                at += length;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }

        private Segment Add(ReadOnlyMemory<byte> bytes)
        {
            var next = new Segment { Memory = bytes, RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
