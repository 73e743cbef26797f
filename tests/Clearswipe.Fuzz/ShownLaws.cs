using Clearswipe.Vocabulary;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>What people see of a message is plain text, and shows no card number of field 2 or track 2.</summary>
internal static class ShownLaws
{
    // Their meaning is fixed, and they are shown as they are: dates, numbers of houses and shops, references.
    private static readonly int[] Plain = [7, 12, 32, 33, 37, 42, 53, 90];

    public static void Hold(Dialect dialect, Message message)
    {
        var description = Description.Of(message, dialect);
        foreach (var text in new[]
        {
            message.ToString(), description.In(Language.Chinese), description.In(Language.English),
        })
            Law.IsPlain(text);
        foreach (var field in new[] { 2, 35 })
        {
            if (Number(message.Text(field)) is not { } number)
                continue;
            Law.Holds(!message.Masked(field).Contains(number, StringComparison.Ordinal), $"DE {field} is masked");
            Law.Holds(
                !description.Lines.Any(line => line.Label == $"{field}" && Shows(line, number)),
                $"DE {field} is masked where it is described");
            if (IsLikeACard(number))
                IsNowhere(number, dialect, message);
        }
    }

    private static void IsNowhere(string number, Dialect dialect, Message message)
    {
        var others = new Message(message.Type);
        foreach (var field in message.Fields.Where(field => !IsPlain(dialect.Spec(field)!)))
            _ = dialect.Spec(field)!.Content == Content.Binary
                ? others.With(field, message.Bytes(field)!.Value)
                : others.With(field, message.Text(field)!);
        Law.Holds(!$"{others}".Contains(number, StringComparison.Ordinal), "a card number is masked in every field");
        Law.Holds(
            !Description.Of(others, dialect).Lines.Any(line => Shows(line, number)),
            "a card number is masked in every field that is described");
    }

    private static bool IsPlain(FieldSpec spec) => Plain.Contains(spec.Number)
        || (spec.Content == Content.Digits && spec.Shape is FieldShape.Positions);

    private static bool Shows(DescribedLine line, string number) =>
        line.Value.Zh.Contains(number, StringComparison.Ordinal)
        || line.Value.En.Contains(number, StringComparison.Ordinal);

    private static string? Number(string? text)
    {
        var digits = text?.Split('=', 'D')[0];
        return digits is { Length: >= 12 and <= 19 } && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    // Any other number may stand in any field by chance: twelve zeros are an amount.
    private static bool IsLikeACard(string number) =>
        number.Length >= 13 && "2345689".Contains(number[0]) && Pan.Read(number) is { PassesLuhn: true };
}
