using System.CommandLine;
using System.Globalization;
using Clearswipe.Host.Reports;
using Clearswipe.Switch;
using Clearswipe.Switch.Settlements;

namespace Clearswipe.Host.Commands;

/// <summary>`settlement report`: a day's batches, issuers and differences, for people or as CSV.</summary>
static class SettlementCommand
{
    private const string File = "switch.db";

    private static readonly Option<string> Data = new("--data")
    {
        Description = "the data folder of the switch; it may be running",
        Required = true,
    };

    private static readonly Option<string> Day = new("--day")
    {
        Description = "the day by the switch's clock, such as 2026-03-02",
        Required = true,
    };

    private static readonly Option<bool> Csv = new("--csv") { Description = "as CSV, for other programs" };

    private static readonly Option<string> Language = new("--lang")
    {
        DefaultValueFactory = _ => "both",
        Description = "the language of the report",
    };

    static SettlementCommand() => Language.AcceptOnlyFromAmong("zh", "en", "both");

    public static Command Create(Shell shell)
    {
        var report = new Command("report", "A day's batches and issuers, and what does not agree (then exit code 1)")
        {
            Data, Day, Csv, Language,
        };
        report.SetAction((parsed, _) => Report(shell, parsed));
        return new Command("settlement", "The daily settlement of a switch with its terminals and issuers") { report };
    }

    private static async Task<int> Report(Shell shell, ParseResult parsed)
    {
        var day = ReadDay(parsed.GetRequiredValue(Day));
        var view = await Read(parsed.GetRequiredValue(Data), day);
        if (parsed.GetValue(Csv))
            SettlementCsv.Write(shell.Out, view);
        else
            new SettlementText(shell.Out, Languages.Chosen(parsed.GetRequiredValue(Language))).Write(view);
        return view.IsBalanced ? ExitCode.Good : ExitCode.Problem;
    }

    private static async Task<SettlementView> Read(string folder, string day)
    {
        var file = Path.Combine(folder, File);
        if (!Path.Exists(file))
            throw Trouble.Use(
                $"There is no {File} in {folder}.", "Name the folder that the switch was started with: --data DIR.");
        await using var database = SwitchNode.OpenDatabase(file);
        return SettlementView.Read(database, day);
    }

    private static string ReadDay(string text) =>
        DateOnly.TryParseExact(
            text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            : throw Trouble.Use($"{text} is no day.", "Write it as 2026-03-02.");
}
