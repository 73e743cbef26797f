using System.Globalization;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>Reads the keys of a dialect's file; docs/DIALECTS.md says what each is.</summary>
internal sealed class DialectReader(FaultList faults)
{
    private const string Either =
        "write it, or extend a dialect that comes with the program (\"extends: UnionPay POS\")";

    // While the form is not known, a field is not blamed for what the form may allow.
    private static readonly Form Permissive = Form.Packed with { Lengths = Coding.Binary };

    // Bit 1 of the second bitmap announces the third.
    private const int ThirdBitmap = 65;

    /// <summary>The dialect, or null when there are faults.</summary>
    public Dialect? Read(Written written)
    {
        if (written is not Written.Table table)
        {
            faults.Add(written, "a dialect is a mapping of keys, such as \"dialect: Harbour POS\"");
            return null;
        }

        var sheet = Sheet.Open(table, faults, "", "dialect", "extends", "version", "form", "fields");
        var name = sheet.Needed("dialect", "it is the dialect's name, for people") is { } called
            ? sheet.Text(called)
            : null;
        return sheet.Find("extends") is { } extended ? Overlay(sheet, extended, name) : Whole(sheet, name);
    }

    private Dialect? Overlay(Sheet sheet, Written extended, string? name)
    {
        foreach (var key in new[] { "version", "form" })
            if (sheet.Find(key) is { } own)
                sheet.Fault(own, $"a dialect that extends another has its {key}: take this line out, or write the "
                    + "whole dialect without \"extends\"");
        var basis = Basis(sheet, extended);
        var reader = new FieldReader(faults, basis?.Form ?? Permissive, basis?.Version ?? 0, basis, basis is not null);
        var fields = Fields(sheet, sheet.Find("fields"), reader);
        var numbers = fields.Select(field => field.Number)
            .Union(basis?.Fields.Select(field => field.Number) ?? []).Except(reader.Removed);
        Announced(sheet, numbers.ToHashSet());
        return faults.IsEmpty ? basis!.With(name!, fields, reader.Removed) : null;
    }

    private static Dialect? Basis(Sheet sheet, Written extended)
    {
        if (extended is not Written.Word { Value: var word })
        {
            sheet.Fault(extended, "\"extends\" is the name of one dialect that comes with the program");
            return null;
        }

        var basis = Dialect.All.FirstOrDefault(known => known.Name.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (basis is null)
            sheet.Fault(extended, $"there is no dialect {FaultList.Quoted(word)} to extend; "
                + NearWords.Hint(word, [.. Dialect.All.Select(known => known.Name)]));
        return basis;
    }

    private Dialect? Whole(Sheet sheet, string? name)
    {
        sheet.Needed("version", Either);
        var version = sheet.Choice("version", DialectWords.Editions);
        var form = sheet.Needed("form", Either) is { } written ? FormReader.Read(written, sheet, faults) : null;
        var reader = new FieldReader(faults, form ?? Permissive, version ?? 0, null, isBasisKnown: true);
        var fields = Fields(sheet, sheet.Needed("fields", Either), reader);
        if (fields.Count == 0 && faults.IsEmpty)
            sheet.Fault(sheet.Find("fields")!, "a dialect that extends no other has at least one field");
        Announced(sheet, fields.Select(field => field.Number).ToHashSet());
        return faults.IsEmpty ? new Dialect(name!, form!, fields) { Version = version!.Value } : null;
    }

    private List<FieldSpec> Fields(Sheet sheet, Written? written, FieldReader reader)
    {
        var fields = new List<FieldSpec>();
        if (written is not Written.Table table)
        {
            if (written is not null)
                sheet.Fault(written, "\"fields\" is a mapping of numbers, such as \"48: ans...999\"");
            return fields;
        }

        var seen = new Dictionary<int, int>();
        foreach (var (key, value) in table.Rows)
            if (NumberOf(key) is not { } number)
                faults.Add(
                    key, $"{FaultList.Quoted(key.Value)} is no field: fields are numbered 2 to {FieldSpec.Highest}");
            else if (!seen.TryAdd(number, key.Line))
                faults.Add(key, $"DE {number} stands here twice, first in line {seen[number]}; leave one");
            else if (reader.Read(number, key, value) is { } field)
                fields.Add(field);
        return fields;
    }

    private static int? NumberOf(Written.Word key) =>
        int.TryParse(key.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 2 and <= FieldSpec.Highest
            ? number
            : null;

    private static void Announced(Sheet sheet, HashSet<int> numbers)
    {
        if (numbers.Contains(ThirdBitmap) && numbers.Max() > 128)
            sheet.Fault(sheet.Find("fields") ?? sheet.Place, $"DE {ThirdBitmap} cannot be a field where there are "
                + "fields above 128: its bit announces their bitmap. Take it out, or them");
    }
}
