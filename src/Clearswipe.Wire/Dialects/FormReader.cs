using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// Reads how a dialect writes what the standard leaves open: a word, or a mapping of the eight choices, in which "like"
/// fills in those that it does not say.
/// </summary>
internal static class FormReader
{
    public const string Like = "like";

    /// <summary>The choices that are a coding, by their keys in a file.</summary>
    public static readonly IReadOnlyList<FormChoice<Coding>> Codings =
    [
        new("type", form => form.Type, (form, coding) => form with { Type = coding }),
        new("bitmap", form => form.Bitmap, (form, coding) => form with { Bitmap = coding }),
        new("lengths", form => form.Lengths, (form, coding) => form with { Lengths = coding }),
        new("digits", form => form.Digits, (form, coding) => form with { Digits = coding }),
        new("text", form => form.Text, (form, coding) => form with { Text = coding }),
        new("bytes", form => form.Bytes, (form, coding) => form with { Bytes = coding }),
    ];

    /// <summary>The choices that are a side, by their keys in a file.</summary>
    public static readonly IReadOnlyList<FormChoice<Padding>> Paddings =
    [
        new("fixed-digits", form => form.FixedDigits, (form, side) => form with { FixedDigits = side }),
        new("variable-digits", form => form.VariableDigits, (form, side) => form with { VariableDigits = side }),
    ];

    private static readonly string[] Keys =
        [Like, .. Codings.Select(choice => choice.Key), .. Paddings.Select(choice => choice.Key)];

    private static readonly string Names = string.Join(", ", DialectWords.Forms.Keys);

    /// <summary>The form, or null when it cannot be told. A form that was at fault is never used.</summary>
    public static Form? Read(Written written, Sheet root, FaultList faults)
    {
        if (written is Written.Table table)
            return Choices(Sheet.Open(table, faults, "form: ", Keys));
        if (written is Written.Word { Value: var word } && DialectWords.Forms.TryGetValue(word, out var form))
            return form;
        root.Fault(written, $"\"form\" is one of {Names}, or a mapping such as {{like: packed, lengths: binary}}");
        return null;
    }

    private static Form? Choices(Sheet sheet)
    {
        Form? like = null;
        if (sheet.Find(Like) is { } named)
        {
            if (named is not Written.Word { Value: var word } || !DialectWords.Forms.TryGetValue(word, out like))
                sheet.Fault(named, $"\"{Like}\" is one of {Names}");
        }
        else
            foreach (var key in Keys.Where(key => key != Like && sheet.Find(key) is null))
                sheet.Fault(
                    sheet.Place, $"\"{key}\" is missing: write it, or \"{Like}: packed\" for all that is not said");

        var form = like ?? Form.Packed;
        foreach (var choice in Codings)
        {
            if (sheet.Choice(choice.Key, DialectWords.Codings) is not { } coding)
                continue;
            form = choice.With(form, coding);
            if (choice.With(Form.Packed, coding).Problem() is { } problem)
                sheet.Fault(sheet.Find(choice.Key)!, problem);
        }

        foreach (var choice in Paddings)
            form = sheet.Choice(choice.Key, DialectWords.Paddings) is { } side ? choice.With(form, side) : form;
        return form.Problem() is null ? form : null;
    }
}

/// <summary>One choice of a form: its key in a file, and how it is read from and put into a form.</summary>
internal sealed record FormChoice<T>(string Key, Func<Form, T> Of, Func<Form, T, Form> With);
