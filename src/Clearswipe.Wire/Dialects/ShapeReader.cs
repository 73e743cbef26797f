using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>Reads what a field is made of: parts in fixed places, elements, or BER-TLV.</summary>
internal static class ShapeReader
{
    private const int LongestTag = 8;
    private const int LongestLength = 4;

    /// <summary>The keys of a field that say its shape; it has one of them.</summary>
    public static readonly string[] Keys = ["parts", "elements", "tlv"];

    /// <summary>The shape that is written, or null when none is, or after a fault.</summary>
    public static FieldShape? Read(Sheet field, FieldSpec spec)
    {
        string[] told = [.. Keys.Where(key => field.Find(key) is not null)];
        if (told.Length > 1)
        {
            field.Fault(field.Find(told[1])!, $"a field has {told[0]} or {told[1]}, and not both; leave one");
            return null;
        }

        return told switch
        {
            ["parts"] => Parts(field, spec),
            ["elements"] => Elements(field, spec),
            ["tlv"] => Tlv(field, spec),
            _ => null,
        };
    }

    private static FieldShape.BerTlv? Tlv(Sheet field, FieldSpec spec)
    {
        if (field.YesNo("tlv") is not true)
        {
            if (field.Find("tlv") is Written.Word { Value: DialectWords.No } no)
                field.Fault(no, "\"tlv\" is true, or is not there; leave the line out");
            return null;
        }

        if (spec.Content == Content.Binary)
            return new FieldShape.BerTlv();
        field.Fault(field.Find("tlv")!, $"BER-TLV is bytes, and {spec.Notation} is not: say b, as in b...255");
        return null;
    }

    private static FieldShape.Positions? Parts(Sheet field, FieldSpec spec)
    {
        if (field.Find("parts") is not Written.List { Items: { Count: > 0 } items })
        {
            field.Fault(field.Find("parts")!, "\"parts\" is a list such as [{length: 2, name: {zh: 类型, en: kind}}]");
            return null;
        }

        var parts = new List<FieldPart>();
        var taken = 0;
        foreach (var (at, item) in items.Index())
        {
            if (Part(field, item, $"DE {spec.Number}.{at + 1}: ", spec, isLast: at == items.Count - 1) is not { } part)
                continue;
            parts.Add(part);
            taken += part.Length;
        }

        if (taken > spec.MaxLength)
            field.Fault(field.Find("parts")!, $"the parts take {taken} where the field holds at most {spec.MaxLength}: "
                + "make them shorter, or the field longer");
        return new FieldShape.Positions(parts);
    }

    private static FieldPart? Part(Sheet field, Written item, string about, FieldSpec spec, bool isLast)
    {
        if (item is not Written.Table table)
        {
            field.Fault(item, "each part is a mapping such as {length: 2, name: {zh: 类型, en: kind}}");
            return null;
        }

        var sheet = field.Inner(table, about, "length", "name", "words");
        var length = sheet.Needed("length", "a number, or rest for what is left") switch
        {
            null => null,
            Written.Word { Value: DialectWords.Rest or "0" } => FieldPart.Rest,
            _ => sheet.Number(
                "length", 1, spec.MaxLength, $"digits or characters; or {DialectWords.Rest} for what is left"),
        };
        if (length == FieldPart.Rest && !isLast)
            sheet.Fault(sheet.Find("length")!, "only the last part takes the rest; say how long this one is");
        sheet.Needed("name", "{zh: …, en: …}, or one text for both languages");
        var name = sheet.Name("name");
        var words = sheet.Names("words", value => length is null or FieldPart.Rest || value.Length == length
            ? null
            : $"{FaultList.Quoted(value)} is never met: the part has {length}, and this {value.Length}");
        return length is null || name is null
            ? null
            : new FieldPart(length.Value, name, words.Count == 0 ? null : words);
    }

    private static FieldShape.Elements? Elements(Sheet field, FieldSpec spec)
    {
        if (field.Find("elements") is not Written.Table table)
        {
            field.Fault(field.Find("elements")!, "\"elements\" is a mapping such as {tag: 2, length: 3}");
            return null;
        }

        var sheet = field.Inner(table, $"DE {spec.Number}: ", "tag", "length", "names");
        sheet.Needed("tag", "how many characters a tag has");
        sheet.Needed("length", "how many digits tell the length");
        var tag = sheet.Number("tag", 1, LongestTag, "characters of a tag");
        var length = sheet.Number("length", 1, LongestLength, "digits of a length");
        var names = sheet.Names("names", word => tag is null || word.Length == tag
            ? null
            : $"{FaultList.Quoted(word)} is no tag here: a tag has {tag} characters, and this {word.Length}");
        if (tag is null || length is null)
            return null;
        if (tag + length > spec.MaxLength)
            sheet.Fault(sheet.Place, $"a tag and its length take {tag + length} where the field holds at most "
                + $"{spec.MaxLength}: make it longer");
        return new FieldShape.Elements(tag.Value, length.Value, names);
    }
}
