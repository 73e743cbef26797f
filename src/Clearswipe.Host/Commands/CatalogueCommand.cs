using System.CommandLine;
using Clearswipe.Remedy;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>`catalogue`: what the diagnosis knows, listed, checked and drawn for whoever knows the trade.</summary>
static class CatalogueCommand
{
    private static readonly Option<string?> Folder = new("--with")
    {
        Description = "a folder with files of your own, laid out like Catalogue/: each replaces the one of its name",
    };

    private static readonly Option<string?> Cause = new("--cause")
    {
        Description = "only this cause",
    };

    private static readonly Option<string> Language = new("--lang")
    {
        Description = "zh or en",
        DefaultValueFactory = _ => "en",
    };

    static CatalogueCommand() => Language.AcceptOnlyFromAmong("zh", "en");

    public static Command Create(Shell shell)
    {
        var list = new Command("list", "Causes with their share of blocked sales, findings and steps")
        {
            Folder, Language,
        };
        list.SetAction(parsed => List(shell, Read(parsed), Spoken(parsed)));
        var check = new Command("check", "Read every file and say what is wrong with the whole") { Folder };
        check.SetAction(parsed => Check(shell, Read(parsed)));
        var draw = new Command("draw", "P(finding | cause) as a table of tab-separated values") { Folder, Cause };
        draw.SetAction(parsed => Draw(shell, Read(parsed), parsed.GetValue(Cause)));
        return new Command("catalogue", "What the diagnosis knows: list, check or draw it") { list, check, draw };
    }

    private static int List(Shell shell, Review review, Language language)
    {
        foreach (var line in review.Lines(language))
            shell.Out.WriteLine(line);
        return ExitCode.Good;
    }

    private static int Check(Shell shell, Review review)
    {
        foreach (var complaint in review.Complaints)
            shell.Out.WriteLine(complaint);
        if (review.Complaints.Count > 0)
            return ExitCode.Problem;
        shell.Out.WriteLine("The catalogue is whole: nothing to complain of.");
        return ExitCode.Good;
    }

    private static int Draw(Shell shell, Review review, string? cause)
    {
        var rows = review.Table(cause is null ? null : new CauseId(cause)).ToList();
        if (rows.Count < 2)
            throw Trouble.Use($"No cause is called \"{cause}\".", "See: clearswipe catalogue list");
        foreach (var row in rows)
            shell.Out.WriteLine(string.Join('\t', row));
        return ExitCode.Good;
    }

    private static Language Spoken(ParseResult parsed) =>
        parsed.GetValue(Language) == "zh" ? Vocabulary.Language.Chinese : Vocabulary.Language.English;

    private static Review Read(ParseResult parsed)
    {
        try
        {
            return Review.With(parsed.GetValue(Folder) is { } folder ? OwnFiles.Of(folder) : []);
        }
        catch (CatalogueFault fault)
        {
            throw Trouble.Found(fault.Message, "Nothing of the folder is used before every file of it can be read.");
        }
    }
}
