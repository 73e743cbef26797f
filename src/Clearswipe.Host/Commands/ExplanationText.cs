using Clearswipe.Host.Explanations;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>Explanations as text on a screen or in a pipe.</summary>
sealed class ExplanationText(TextWriter writer, IReadOnlyList<Language> languages)
{
    private static readonly Bilingual Next = new("下一步", "Next step");
    private static readonly Bilingual Who = new("由谁处理", "Who acts");
    private static readonly Bilingual Kind = new("类别", "Kind");

    /// <summary>Writes them all; a problem when there was none, or when bytes were at fault.</summary>
    public int Write(IEnumerable<Explanation> explanations)
    {
        var count = 0;
        var faults = 0;
        foreach (var explanation in explanations)
        {
            if (count++ > 0)
                writer.WriteLine();
            Write(explanation);
            faults += explanation.IsFault ? 1 : 0;
        }

        if (count == 0)
            throw Trouble.Found(
                "No code, status word, TVR or message was found in it.",
                "A code is found where it is named, such as 39=55 or rc 55; a message is 24 hex digits or more.");
        return faults == 0 ? ExitCode.Good : ExitCode.Problem;
    }

    private void Write(Explanation explanation)
    {
        var where = explanation.Line is { } line ? $"line {line}: " : "";
        writer.WriteLine(
            $"{where}{explanation.Subject} · {string.Join(" · ", languages.Select(explanation.Kind.In).Distinct())}");
        foreach (var language in languages)
        {
            writer.WriteLine($"  {explanation.Means.In(language)}");
            foreach (var (name, means) in explanation.Parts)
                writer.WriteLine($"    {name.In(language)}: {means.In(language)}");
            Labelled(Kind, explanation.Class, language);
            Labelled(Who, explanation.Acts, language);
            Labelled(Next, explanation.Next, language);
        }

        // Fields have the same values in both languages: one picture is enough.
        if (explanation.Picture is { } picture)
            foreach (var row in picture.In(languages[^1]).TrimEnd().Split('\n').Skip(1))
                writer.WriteLine($"  {row.TrimEnd()}");
    }

    private void Labelled(Bilingual label, Bilingual text, Language language)
    {
        if (text.In(language) is { Length: > 0 } said)
            writer.WriteLine($"  {label.In(language)}: {said}");
    }
}
