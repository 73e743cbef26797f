using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// A part as it was found: its label, such as "60.2" or a private tag, its name (null when it is not known), its
/// characters, and the words for them where there are some.
/// </summary>
public sealed record FoundPart(string Label, Bilingual? Name, string Value, Bilingual? Meaning = null);

/// <summary>Cuts a field's characters into the parts that its layout names.</summary>
public static class FieldParts
{
    /// <summary>
    /// The parts, none for a field that is one thing. Characters behind the last part are a part without a name. Null
    /// is
    /// success; after a fault, whose byte counts from the field's first character, the parts are those before it.
    /// </summary>
    public static WireFault? TryRead(FieldSpec spec, string text, out IReadOnlyList<FoundPart> parts)
    {
        var found = new List<FoundPart>();
        parts = found;
        switch (spec.Shape)
        {
            case FieldShape.Positions(var positions):
                InPlaces(spec.Number, positions, text, found);
                return null;
            case FieldShape.Elements elements:
                return InElements(spec.Number, elements, text, found);
            default:
                return null;
        }
    }

    private static void InPlaces(int field, IReadOnlyList<FieldPart> parts, string text, List<FoundPart> found)
    {
        var start = 0;
        for (var i = 0; i < parts.Count && start < text.Length; i++)
        {
            var left = text.Length - start;
            var value = text.Substring(
                start, parts[i].Length == FieldPart.Rest ? left : Math.Min(parts[i].Length, left));
            found.Add(new FoundPart(
                $"{field}.{i + 1}", parts[i].Name, value, parts[i].Words?.GetValueOrDefault(value)));
            start += value.Length;
        }

        if (start < text.Length)
            found.Add(new FoundPart($"{field}.{parts.Count + 1}", null, text[start..]));
    }

    private static WireFault? InElements(
        int field, FieldShape.Elements elements, string text, List<FoundPart> found)
    {
        for (var start = 0; start < text.Length;)
        {
            var head = elements.TagCharacters + elements.LengthDigits;
            if (head > text.Length - start)
                return new WireFault(field, start, "the field ends within a tag or its length");
            var tag = text.Substring(start, elements.TagCharacters);
            var digits = text.AsSpan(start + elements.TagCharacters, elements.LengthDigits);
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                return new WireFault(field, start + elements.TagCharacters, "the length of an element is not digits");
            if (length > text.Length - start - head)
                return new WireFault(
                    field, start + head,
                    $"an element ends {WireFault.Count(length - (text.Length - start - head))} after its field");
            found.Add(new FoundPart(
                tag, elements.Names.GetValueOrDefault(tag), text.Substring(start + head, length)));
            start += head + length;
        }

        return null;
    }
}
