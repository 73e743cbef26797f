using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>
/// One line of a description: how deep it stands (0 for a field, 1 for a part of it), its label such as "39", "60.2" or
/// "9F36", its name, and its value as a person may see it.
/// </summary>
public sealed record DescribedLine(int Depth, string Label, Bilingual Name, Bilingual Value);

/// <summary>
/// A message for people, in both languages: what it is, and each field by name with its masked value and its parts.
/// Nothing of it has to be kept from a log or a page (PCI DSS 3.3, 3.4.1).
/// </summary>
public sealed record Description(Bilingual Title, IReadOnlyList<DescribedLine> Lines)
{
    /// <summary>Describes a message that was read, or is to be written, in a dialect.</summary>
    public static Description Of(Message message, Dialect dialect, PosEnvelope? envelope = null)
    {
        var meaning = MessageTypes.Meaning(message.Type);
        var title = new Bilingual(
            $"{message.Type} {meaning.Zh}（{dialect.Name}）", $"{message.Type} {meaning.En} ({dialect.Name})");
        IEnumerable<DescribedLine> header = envelope is not { } worn ? [] :
        [
            new(0, "TPDU", new("传输地址", "transport addresses"), Same(worn.Tpdu)),
            new(0, "HEAD", new("报文头", "header"), Same(worn.Header)),
        ];
        return new Description(
            title, [.. header, .. message.Fields.SelectMany(field => FieldLines.Of(message, field, dialect))]);
    }

    /// <summary>The whole description as text, a line for each field or part.</summary>
    public string In(Language language)
    {
        var text = new StringBuilder(Title.In(language)).Append('\n');
        foreach (var line in Lines)
            text.Append(' ', 2 + 4 * line.Depth).Append(line.Label.PadRight(5))
                .Append(line.Name.In(language)).Append(": ").Append(line.Value.In(language)).Append('\n');
        return text.ToString();
    }

    public override string ToString() => In(Language.English);

    internal static Bilingual Same(string text) => new(Plain(text), Plain(text));

    // A control character would hide or forge what stands beside it in a log or a terminal.
    internal static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '·' : c)) : text;
}
