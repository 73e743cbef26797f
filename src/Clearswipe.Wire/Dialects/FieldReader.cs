using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// Reads one field of a dialect's file: a notation, "none", or a mapping of what is special. Where it extends a
/// dialect, a field that does not say its notation keeps its layout there.
/// </summary>
internal sealed class FieldReader(FaultList faults, Form form, int version, Dialect? basis, bool isBasisKnown)
{
    private const int LongestNotation = 24;
    private const string Example = "write its notation, such as n6, n..19, ans...999 or MMDD";

    private static readonly string[] Keys =
        ["is", "name", "coding", "padding", "length", "closed", .. ShapeReader.Keys];

    private readonly Dialect _standard = version switch
    {
        1 => Dialect.Iso1993Ascii,
        2 => Dialect.Iso2003Ascii,
        _ => Dialect.Iso1987Ascii,
    };

    private readonly List<int> _removed = [];

    /// <summary>The fields that were taken out of the dialect that is extended.</summary>
    public IReadOnlyList<int> Removed => _removed;

    /// <summary>The field's layout; null when it is taken out, or after a fault.</summary>
    public FieldSpec? Read(int number, Written.Word key, Written value)
    {
        switch (value)
        {
            case Written.Word { Value: DialectWords.None }:
                Remove(number, value);
                return null;
            case Written.Word { Value: var notation }:
                return Laid(number, notation, form, value) is { } spec
                    ? Seen(spec, isOwn: true, isClosed: false)
                    : null;
            case Written.Table table:
                return Special(number, Sheet.Open(table, faults, $"DE {number}: ", Keys));
            default:
                faults.Add(key, $"DE {number}: a field is no list; {Example}, or a mapping such as {{is: ans...999}}");
                return null;
        }
    }

    private void Remove(int number, Written value)
    {
        _removed.Add(number);
        if (isBasisKnown && basis?.Spec(number) is null)
            faults.Add(value, basis is null
                ? $"DE {number}: there is nothing to take out where no dialect is extended; leave the line out"
                : $"DE {number}: {basis} has no such field to take out; leave the line out");
    }

    private FieldSpec? Special(int number, Sheet sheet)
    {
        var kept = sheet.Find("is") is null ? basis?.Spec(number) : null;
        var notation = sheet.Find("is") switch
        {
            Written.Word word => word.Value,
            null => kept?.Notation,
            _ => "",
        };
        if (notation is null)
        {
            if (isBasisKnown)
                sheet.Fault(sheet.Place, $"\"is\" is missing: {Example}");
            return null;
        }

        var written = FormOf(sheet, kept);
        var at = sheet.Find("is") ?? sheet.Find("coding") ?? sheet.Find("length") ?? sheet.Place;
        if (Laid(number, notation, written, at) is not { } spec)
            return null;
        if (spec.Prefix.IsFixed && sheet.Find("length") is { } length)
            sheet.Fault(length, $"{spec.Notation} has no length in front; leave the line out");
        var isClosed = sheet.YesNo("closed");
        if (isClosed is false)
            sheet.Fault(sheet.Find("closed")!, "a file can close a field and never open one; leave the line out");

        var shape = ShapeReader.Read(sheet, spec);
        return Seen(
            spec with
            {
                Name = sheet.Name("name") ?? kept?.Name,
                Shape = shape ?? kept?.Shape ?? FieldShape.Whole,
                Sight = kept?.Sight ?? Sight.ByStandard,
            },
            isOwn: kept is null || shape is not null,
            isClosed is true);
    }

    /// <summary>The dialect's form, or the kept field's own, with what this field says of itself.</summary>
    private Form FormOf(Sheet sheet, FieldSpec? kept)
    {
        var coding = sheet.Choice("coding", DialectWords.Codings) ?? kept?.Coding;
        var padding = sheet.Choice("padding", DialectWords.Paddings) ?? kept?.Padding;
        var lengths = sheet.Choice("length", DialectWords.Codings)
            ?? (kept is { Prefix.IsFixed: false } ? kept.Prefix.Coding : null);
        return form with
        {
            Lengths = lengths ?? form.Lengths,
            Digits = coding ?? form.Digits,
            Text = coding ?? form.Text,
            Bytes = coding ?? form.Bytes,
            FixedDigits = padding ?? form.FixedDigits,
            VariableDigits = padding ?? form.VariableDigits,
        };
    }

    private FieldSpec? Laid(int number, string notation, Form written, Written at)
    {
        if (notation.Length is 0 or > LongestNotation)
        {
            faults.Add(at, $"DE {number}: {FaultList.Quoted(notation)} is no notation; {Example}");
            return null;
        }

        if (FieldSpec.TryParse(number, notation, written, out var spec) is not { } problem)
            return spec;
        faults.Add(at, $"DE {number}: \"{notation}\": {problem}");
        return null;
    }

    // Private data, bytes and elements may hold what nobody may see, and their meaning is the file's. What a file lays
    // out as the standard does means what the standard says; of all else long numbers are masked.
    private FieldSpec Seen(FieldSpec spec, bool isOwn, bool isClosed)
    {
        var isPrivate = spec.Shape is FieldShape.Elements or FieldShape.BerTlv
            || spec.Content is Content.Private or Content.Binary or Content.SealedTrack
            || (spec.Content == Content.Track && spec.Number != 35)
            // A card number that is cut into parts is masked in none of them.
            || (spec.Shape is FieldShape.Positions && Mask.IsOfCard(spec.Number));
        var isChip = spec is { Number: 55, Shape: FieldShape.BerTlv };
        return spec with
        {
            Sight = isClosed || (isOwn && isPrivate && !isChip) ? Sight.Closed
                : !isOwn ? spec.Sight
                : IsStandard(spec) ? Sight.ByStandard
                : Sight.Masked,
        };
    }

    private bool IsStandard(FieldSpec spec) => spec.Shape is FieldShape.One or FieldShape.BerTlv
        && (spec.Notation == _standard.Spec(spec.Number)?.Notation
            || spec.Notation == basis?.Spec(spec.Number)?.Notation);
}
