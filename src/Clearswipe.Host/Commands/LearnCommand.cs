using System.CommandLine;
using System.Globalization;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Learning;

namespace Clearswipe.Host.Commands;

/// <summary>`learn`: what resolved cases teach the catalogue. Nothing is adopted without a person's yes.</summary>
static class LearnCommand
{
    private static readonly Argument<string> Cases = new("CASES.csv")
    {
        Description = "resolved cases: a header \"cause,share\" and names of findings, then a case a line",
    };

    private static readonly Option<string?> Folder = new("--with")
    {
        Description = "a folder with files of your own over the catalogue, laid out like Catalogue/",
    };

    private static readonly Option<string?> Adopt = new("--adopt")
    {
        Description = "the folder to write the learnt files to, after a yes",
    };

    public static Command Create(Shell shell)
    {
        var learn = new Command("learn", "Learn from resolved cases; say before and after on cases held back")
        {
            Cases, Folder, Adopt,
        };
        learn.SetAction(parsed => Learn(shell, parsed));
        return learn;
    }

    private static int Learn(Shell shell, ParseResult parsed)
    {
        var lesson = Read(parsed.GetRequiredValue(Cases), parsed.GetValue(Folder));
        foreach (var change in lesson.Changes)
            shell.Out.WriteLine(change);
        shell.Out.WriteLine();
        shell.Out.WriteLine($"of {lesson.Before.Cases} cases held back      before    after");
        foreach (var (what, before, after) in Compared(lesson.Before, lesson.After))
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-24} {before,9:F3} {after,8:F3}"));
        return parsed.GetValue(Adopt) is { } folder ? AskAndWrite(shell, lesson, folder) : ExitCode.Good;
    }

    private static IEnumerable<(string What, double Before, double After)> Compared(Scores before, Scores after) =>
    [
        ("cause named first", before.First, after.First),
        ("among the first three", before.FirstThree, after.FirstThree),
        ("Brier score", before.Brier, after.Brier),
        ("log loss", before.LogLoss, after.LogLoss),
        ("calibration error", before.Calibration, after.Calibration),
    ];

    private static int AskAndWrite(Shell shell, Lesson lesson, string folder)
    {
        shell.Out.Write($"Write {lesson.Files.Count} files to {folder}? Type yes to adopt: ");
        if (shell.In.ReadLine()?.Trim() is not "yes")
        {
            shell.Out.WriteLine("Nothing was written.");
            return ExitCode.Problem;
        }

        OwnFiles.Write(folder, lesson.Files);
        shell.Out.WriteLine($"Written. See what it says: clearswipe catalogue list --with {folder}");
        return ExitCode.Good;
    }

    private static Lesson Read(string cases, string? folder)
    {
        try
        {
            return Lesson.From(cases, OwnFiles.Text(cases), folder is null ? [] : OwnFiles.Of(folder));
        }
        catch (CatalogueFault fault)
        {
            throw Trouble.Found(fault.Message, "Mend that line; nothing was learnt.");
        }
    }
}
