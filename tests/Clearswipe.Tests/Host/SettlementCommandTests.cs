using Clearswipe.Host.Commands;
using Clearswipe.Host.Reports;
using Clearswipe.Switch.Settlements;
using Clearswipe.Tests.House;
using Clearswipe.Tests.Switch;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Time.Testing;
using Service = Clearswipe.Vocabulary.Service;

namespace Clearswipe.Tests.Host;

/// <summary>The daily report of a settlement: text in both languages, CSV, and what it says of a wrong use.</summary>
public sealed class SettlementCommandTests
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void Every_difference_is_explained_in_both_languages() => Snapshot.Matches(Written(text =>
        new SettlementText(text, [Language.Chinese, Language.English]).Write(Everything())));

    [Fact]
    public void Other_programs_read_it_as_csv()
    {
        var csv = Written(text => SettlementCsv.Write(text, Everything()));
        var lines = csv.TrimEnd().Split(Environment.NewLine);

        Assert.All(lines, line => Assert.Equal(20, line.Split(',').Length));
        Snapshot.Matches(csv);
    }

    [Fact]
    public async Task A_day_is_read_from_the_folder_of_a_switch_that_is_running()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 1_250));
        var totals = new SettlementTotals(Money.Fen(1_250), 1, Money.Fen(0), 0);
        await terminal.AskPlain(terminal.Settlement(20, totals));

        Assert.Equal(ExitCode.Good, await Run("--data", bench.Folder, "--day", "2026-03-02", "--lang", "en"));
        Assert.Contains("10000001 000001  balanced", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("harbour  not settled yet", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("debits ¥12.50 in 1", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_used_wrongly_is_told()
    {
        Assert.Equal(ExitCode.WrongUse, await Run("--data", "/nowhere", "--day", "2026-03-02"));
        Assert.Contains("There is no switch.db in /nowhere.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await Run("--data", "/nowhere", "--day", "yesterday"));
        Assert.Contains("yesterday is no day.", _error.ToString(), StringComparison.Ordinal);
    }

    // One of everything that a report can say.
    private static SettlementView Everything()
    {
        var balanced = new Comparison(Totals(1_250), Totals(1_250), IsBalanced: true);
        var other = new Comparison(Totals(1_250), Totals(9_900), IsBalanced: false);
        return new SettlementView(
            "20260302",
            [new(new("10000001"), new(1), balanced), new(new("10000002"), new(7), other)],
            [
                new(new("campus"), Totals(300), null), new(new("harbour"), Totals(1_250), balanced),
                new(new("orchard"), Totals(900), other),
            ],
            [
                .. Enum.GetValues<DifferenceReason>().Select((reason, index) => new Difference(
                    "20260302", reason, new(new("10000002"), new(7), new(index + 1)),
                    index < 4 ? "" : $"{index:D12}", index < 4 ? null : new IssuerId("orchard"),
                    index % 2 == 0 ? Money.Fen(1_250) : null, Money.Fen(9_900), index == 4 ? new("51") : null)),
            ]);
    }

    private static SettlementTotals Totals(long fen) => new(Money.Fen(fen), 3, Money.Fen(200), 1);

    private static string Written(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return text.ToString();
    }

    private Task<int> Run(params string[] options) => CommandLine.Run(
        ["settlement", "report", .. options], new Shell(TextReader.Null, _out, _error, new FakeTimeProvider()));
}
