using System.CommandLine;
using Clearswipe.Host.Explanations;
using Clearswipe.Host.Settings;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Commands;

/// <summary>`explain`: what another terminal shows, in plain words.</summary>
static class ExplainCommand
{
    private static readonly Argument<string> What = new("CODE|HEX|FILE")
    {
        Description = "a response code (55), a status word (63C2), a TVR (0000048000), a message in hex, "
            + "a file of them, or - for standard input",
    };

    private static readonly Option<string?> System = new("--system")
    {
        Description = "the table a code belongs to, such as cup-pos, iso-8583-1987, visa-decline",
    };

    private static readonly Option<string> Language = new("--lang")
    {
        Description = "zh, en or both",
        DefaultValueFactory = _ => "both",
    };

    private static readonly Option<string?> Layout = new("--dialect")
    {
        Description = "a dialect file of your own (docs/DIALECTS.md), tried before those of the program",
    };

    static ExplainCommand() => Language.AcceptOnlyFromAmong("zh", "en", "both");

    public static Command Create(Shell shell)
    {
        var command = new Command("explain", "Say what a code, a message or a log means, and what to do next")
        {
            What, System, Layout, Language,
        };
        command.SetAction(parsed => Explain(
            shell,
            parsed.GetRequiredValue(What),
            parsed.GetValue(System),
            parsed.GetValue(Layout) is { } file ? [OwnDialect.Read(file)] : [],
            Chosen(parsed.GetRequiredValue(Language))));
        return command;
    }

    private static int Explain(
        Shell shell, string what, string? system, IReadOnlyList<Dialect> own, IReadOnlyList<Language> languages)
    {
        var explainer = new Explainer(Advisor.Default) { Own = own };
        var page = new ExplanationText(shell.Out, languages);
        if (what == "-")
            return page.Write(explainer.Lines(LinesOf(shell.In)));
        if (Path.Exists(what))
            return page.Write(explainer.Lines(ReadLines(what)));
        if (explainer.Whole(what, system) is { } one)
            return page.Write([one]);
        throw Trouble.Use(
            $"\"{Shortened(what)}\" is no code, no hex and no file that exists.",
            "Give two characters of a response code (55), four hex digits of a status word (63C2), ten of a TVR, "
            + "a message in hex, or the name of a file; - reads standard input.");
    }

    private static IReadOnlyList<Language> Chosen(string language) => language switch
    {
        "zh" => [Vocabulary.Language.Chinese],
        "en" => [Vocabulary.Language.English],
        _ => [Vocabulary.Language.Chinese, Vocabulary.Language.English],
    };

    private static IEnumerable<string> LinesOf(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        if (Directory.Exists(file))
            throw Trouble.Use($"{file} is a folder.", "Name one file in it.");
        try
        {
#pragma warning disable RS0030 // The command line is the adapter through which a reader's own file comes in.
            return File.ReadLines(file);
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found(
                $"{file} cannot be read: {e.Message}", "Check that it exists and that you may read it.");
        }
    }

    // What was typed may hold a card number.
    private static string Shortened(string text) => text.Length <= 8 ? text : text[..4] + "…";
}
