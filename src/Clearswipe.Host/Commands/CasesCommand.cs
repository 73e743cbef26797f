using System.CommandLine;
using Clearswipe.Host.Reports;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Store;
using Clearswipe.Switch.Cases;

namespace Clearswipe.Host.Commands;

/// <summary>`cases`: what stays open at a switch and needs a person, and what to do about each.</summary>
static class CasesCommand
{
    private static readonly Option<string> Config = new("--config")
    {
        Description = "the switch's configuration, which says where its tables are; it may be running",
        Required = true,
    };

    private static readonly Option<bool> All = new("--all") { Description = "those that were closed too" };

    private static readonly Option<bool> Json = new("--json") { Description = "as JSON, for other programs" };

    private static readonly Option<string> Language = new("--lang")
    {
        DefaultValueFactory = _ => "both",
        Description = "the language of the list",
    };

    private static readonly Argument<string> Subject = new("subject")
    {
        Description = "the difference, as the list names it",
    };

    private static readonly Option<string> By = new("--by") { Description = "who found it out", Required = true };

    private static readonly Option<string> Because = new("--because")
    {
        Description = "what it was, in a few words, without a card number",
        Required = true,
    };

    static CasesCommand() => Language.AcceptOnlyFromAmong("zh", "en", "both");

    public static Command Create(Shell shell)
    {
        var close = new Command("close", "Close a difference with what was found out; what is on its way closes itself")
        {
            Subject, By, Because, Config, Service.Data,
        };
        close.SetAction((parsed, _) => Close(shell, parsed));
        var cases = new Command("cases", "What stays open at a switch, and what to do next (then exit code 1)")
        {
            Config, Service.Data, All, Json, Language, close,
        };
        cases.SetAction((parsed, _) => List(shell, parsed));
        return cases;
    }

    private static async Task<int> List(Shell shell, ParseResult parsed)
    {
        await using var database = Open(shell, parsed);
        var cases = CaseFile.Read(database, parsed.GetValue(All));
        if (parsed.GetValue(Json))
            CaseReport.WriteJson(shell.Out, cases);
        else
            CaseReport.WriteText(shell.Out, cases, Languages.Chosen(parsed.GetRequiredValue(Language)));
        return cases.All(one => one.Closed is not null) ? ExitCode.Good : ExitCode.Problem;
    }

    private static async Task<int> Close(Shell shell, ParseResult parsed)
    {
        var evidence = $"{parsed.GetRequiredValue(By)}: {parsed.GetRequiredValue(Because)}";
        if (!CaseFile.MayBeKept(evidence))
            throw Trouble.Use(
                "These words cannot be kept.",
                $"Write at most {CaseFile.LongestEvidence} characters, and never a card number.");
        var subject = parsed.GetRequiredValue(Subject);
        await using var database = Open(shell, parsed);
        if (!await CaseFile.Close(database, subject, evidence, shell.Time.GetUtcNow()))
            throw Trouble.Found(
                $"No difference {subject} is open.",
                "`clearswipe cases` lists them; a reversal or an advice closes itself when its issuer has answered.");
        await shell.Out.WriteLineAsync($"{subject} is closed: {evidence}");
        return ExitCode.Good;
    }

    private static Database Open(Shell shell, ParseResult parsed)
    {
        var config = parsed.GetRequiredValue(Config);
        using var data = DataFolder.Open(parsed.GetValue(Service.Data), "switch");
        return SwitchCommand.OpenDatabase(YamlFile.Read<SwitchFile>(config), config, data, shell.Time);
    }
}
