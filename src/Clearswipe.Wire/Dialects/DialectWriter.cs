using System.Globalization;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>Writes a whole dialect as a file: what the form decides is left out, and what differs is said.</summary>
internal static class DialectWriter
{
    private const string Plain = " -./()（）、，";

    public static string Write(Dialect dialect)
    {
        var yaml = new StringBuilder("# Every key: docs/DIALECTS.md\n");
        yaml.Append(CultureInfo.InvariantCulture, $"dialect: {Quoted(dialect.Name)}\n");
        var edition = DialectWords.Of(DialectWords.Editions, dialect.Version);
        yaml.Append(CultureInfo.InvariantCulture, $"version: {edition}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"form: {Of(dialect.Form)}\n");
        yaml.Append("fields:\n");
        foreach (var field in dialect.Fields)
            Field(yaml, field, dialect.Form);
        return yaml.ToString();
    }

    private static string Of(Form form)
    {
        // The form that it is most like leaves the least to say.
        var (like, differing) = DialectWords.Forms
            .Select(known => (known.Key, Differing: Differing(form, known.Value)))
            .MinBy(known => known.Differing.Count);
        return differing.Count == 0
            ? like
            : $"{{{string.Join(", ", differing.Prepend($"{FormReader.Like}: {like}"))}}}";
    }

    private static List<string> Differing(Form form, Form known) =>
    [
        .. from choice in FormReader.Codings
           where choice.Of(form) != choice.Of(known)
           select $"{choice.Key}: {DialectWords.Of(DialectWords.Codings, choice.Of(form))}",
        .. from choice in FormReader.Paddings
           where choice.Of(form) != choice.Of(known)
           select $"{choice.Key}: {DialectWords.Of(DialectWords.Paddings, choice.Of(form))}",
    ];

    private static void Field(StringBuilder yaml, FieldSpec field, Form form)
    {
        List<string> lines = [.. Special(field, form)];
        yaml.Append(CultureInfo.InvariantCulture, $"  {field.Number}:");
        if (lines.Count == 0)
            yaml.Append(CultureInfo.InvariantCulture, $" {field.Notation}\n");
        else
        {
            yaml.Append(CultureInfo.InvariantCulture, $"\n    is: {field.Notation}\n");
            foreach (var line in lines)
                yaml.Append(CultureInfo.InvariantCulture, $"    {line}\n");
        }
    }

    private static IEnumerable<string> Special(FieldSpec field, Form form)
    {
        if (field.Name is { } name)
            yield return $"name: {Of(name)}";
        if (field.Coding != form.CodingOf(field.Content))
            yield return $"coding: {DialectWords.Of(DialectWords.Codings, field.Coding)}";
        if (field.Padding != (field.Prefix.IsFixed ? form.FixedDigits : form.VariableDigits))
            yield return $"padding: {DialectWords.Of(DialectWords.Paddings, field.Padding)}";
        if (!field.Prefix.IsFixed && field.Prefix.Coding != form.Lengths)
            yield return $"length: {DialectWords.Of(DialectWords.Codings, field.Prefix.Coding)}";
        if (field.Sight == Sight.Closed)
            yield return $"closed: {DialectWords.Yes}";
        foreach (var line in Shape(field.Shape))
            yield return line;
    }

    private static IEnumerable<string> Shape(FieldShape shape) => shape switch
    {
        FieldShape.Positions(var parts) => parts.Select(part => $"  - {Of(part)}").Prepend("parts:"),
        FieldShape.Elements elements =>
        [
            $"elements: {{tag: {elements.TagCharacters}, length: {elements.LengthDigits}"
                + $"{Names("names", elements.Names)}}}",
        ],
        FieldShape.BerTlv => [$"tlv: {DialectWords.Yes}"],
        _ => [],
    };

    private static string Of(FieldPart part) =>
        $"{{length: {(part.Length == FieldPart.Rest ? DialectWords.Rest : part.Length)}, name: {Of(part.Name)}"
        + $"{Names("words", part.Words)}}}";

    private static string Names(string key, IReadOnlyDictionary<string, Bilingual>? names)
    {
        if (names is not { Count: > 0 })
            return "";
        var rows = names.Select(name => $"{InQuotes(name.Key)}: {Of(name.Value)}");
        return $", {key}: {{{string.Join(", ", rows)}}}";
    }

    private static string Of(Bilingual name) =>
        name.Zh == name.En ? Quoted(name.En) : $"{{zh: {Quoted(name.Zh)}, en: {Quoted(name.En)}}}";

    /// <summary>A text as it stands where that is plain to YAML, and in quotes where it is not.</summary>
    private static string Quoted(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]) && text[^1] != ' '
            && text.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
            ? text
            : InQuotes(text);

    private static string InQuotes(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            _ = letter is '"' or '\\' ? quoted.Append('\\').Append(letter)
                : Sheet.IsUnseen(letter) ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}")
                : quoted.Append(letter);
        return quoted.Append('"').ToString();
    }
}
