using System.Text.Json;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Load;
using Clearswipe.Host.Reports;
using Clearswipe.Switch.Cases;
using Clearswipe.Switch.Settlements;
using Clearswipe.Tests.House;
using Clearswipe.Tests.Switch;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Time.Testing;
using Service = Clearswipe.Vocabulary.Service;

namespace Clearswipe.Tests.Host;

/// <summary>The list of open cases: text in both languages, JSON, and how a difference is closed.</summary>
public sealed class CasesCommandTests : IDisposable
{
    private readonly DirectoryInfo _sample = Directory.CreateTempSubdirectory("clearswipe-cases-");
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _sample.Delete(recursive: true);

    [Fact]
    public void Every_case_says_what_it_is_and_what_to_do_next()
    {
        using var text = new StringWriter();
        CaseReport.WriteText(text, Everything(), [Language.Chinese, Language.English]);
        CaseReport.WriteText(text, [], [Language.Chinese, Language.English]);

        Snapshot.Matches(text.ToString());
    }

    [Fact]
    public async Task What_is_open_at_a_running_switch_is_listed_and_a_difference_is_closed()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 1_250));
        var told = new SettlementTotals(Money.Fen(900), 1, Money.Fen(0), 0);
        await terminal.AskPlain(terminal.Settlement(20, told));
        await terminal.AskPlain(terminal.EndOfUpload(22));

        Assert.Equal(ExitCode.Problem, await Run(bench, "--json"));
        var listed = JsonDocument.Parse(_out.ToString()).RootElement[0];
        var subject = listed.GetProperty("subject").GetString()!;
        Assert.Equal(
            ("Difference", "UnknownToTerminal", 1),
            (listed.GetProperty("kind").GetString(), listed.GetProperty("reason").GetString(),
                listed.GetProperty("trace").GetInt32()));
        Assert.Equal(
            ExitCode.WrongUse,
            await Run(bench, "close", subject, "--by", "wang", "--because", SwitchBench.Card.Reveal()));
        Assert.Equal(
            ExitCode.Good, await Run(bench, "close", subject, "--by", "wang", "--because", "the slip was found"));
        Assert.Equal(
            ExitCode.Problem, await Run(bench, "close", subject, "--by", "wang", "--because", "once more"));

        _out.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Good, await Run(bench, "--all", "--lang", "en"));
        Assert.Contains("wang: the slip was found", _out.ToString(), StringComparison.Ordinal);
    }

    // One of everything that the list can say.
    private static List<Case> Everything()
    {
        var opened = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var attempts = Enum.GetValues<CaseKind>().Where(kind => kind != CaseKind.Difference).Select(kind =>
            new Case(
                kind, "000000000017", "10000001", 17, new("harbour"), "20260302", "Reversing",
                kind == CaseKind.ReversalContradicted ? new("64") : null, opened));
        var differences = Enum.GetValues<DifferenceReason>().Select(reason => new Case(
            CaseKind.Difference, $"20260302/{reason}/000000000018", "10000001", 18, null, "20260302", $"{reason}", null,
            opened)
        {
            Closed = reason == DifferenceReason.TakenByIssuerOnly ? (opened.AddHours(1), "wang: given back") : null,
        });
        return [.. attempts, .. differences];
    }

    private Task<int> Run(SwitchBench bench, params string[] options) => CommandLine.Run(
        ["cases", .. options, "--config", SampleSetup.WriteTo(_sample.FullName), "--data", bench.Folder],
        new Shell(TextReader.Null, _out, _error, new FakeTimeProvider()));
}
