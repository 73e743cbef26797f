using Clearswipe.Wire.Emv;

namespace Clearswipe.Fuzz;

/// <summary>Tags are found where they stand, one behind the other, and are written again with their values.</summary>
internal static class ChipLaws
{
    public static bool Try(byte[] bytes)
    {
        var tags = Walk(bytes);
        if (ChipData.TryRead(bytes, out var data) is { } fault)
        {
            Law.LiesWithin(fault, bytes.Length);
            return false;
        }

        Law.Holds(tags is not null && tags.SequenceEqual(data.Tags), "the first level is what the reader walks over");
        Law.IsPlain(data.ToString());
        var written = data.ToBytes();
        Law.Holds(written.Length <= bytes.Length, "what is written has no padding");
        Law.Holds(ChipData.TryRead(written, out var again) is null, "what was written is read");
        Law.Holds(again.ToBytes().SequenceEqual(written), "what was written is written again the same");
        foreach (var tag in data.Tags)
            Law.Holds(
                data.Value(tag)!.Value.Span.SequenceEqual(again.Value(tag)!.Value.Span)
                && data.Find(tag)!.Value.Span.SequenceEqual(data.Value(tag)!.Value.Span),
                $"tag {tag} keeps its value");
        return true;
    }

    /// <summary>The tags of one level, or null where a fault ends it.</summary>
    private static List<Tag>? Walk(byte[] bytes)
    {
        var tags = new List<Tag>();
        var reader = new TlvReader(bytes);
        var end = 0;
        while (true)
        {
            if (reader.TryReadNext(out var tlv) is { } fault)
            {
                Law.LiesWithin(fault, bytes.Length);
                return null;
            }

            if (tlv.Tag.Value == 0)
                return tags;
            Law.Holds(tlv.Start >= end && tlv.ValueStart > tlv.Start, "a tag stands behind the one before it");
            end = tlv.ValueStart + tlv.Value.Length;
            Law.Holds(
                end <= bytes.Length && tlv.Value.SequenceEqual(bytes.AsSpan(tlv.ValueStart, tlv.Value.Length)),
                "a value lies where the tag says");
            tags.Add(tlv.Tag);
        }
    }
}
