using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Cases;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch;

/// <summary>What stays open is a case for a person, durable until it is closed with its evidence.</summary>
public sealed class CaseTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_reversal_that_is_left_unanswered_is_a_case_until_it_is_answered()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await Paid(bench, answerToReversal: null);
        var since = bench.Time.GetTimestamp();
        await terminal.Ask(terminal.Reversal(1, 100));
        await bench.Passing(Step, () => bench.Node.Cases().Count == 1);

        Assert.True(bench.Time.GetElapsedTime(since) >= Limits.CaseOpens);
        var opened = bench.Node.Cases().Single();
        Assert.Equal(
            (CaseKind.ReversalOpen, bench.Attempt.Rrn, "10000001", 1, "harbour", "Reversing"),
            (opened.Kind, opened.Subject, opened.Terminal, opened.Trace, opened.Issuer?.Value, opened.Reason));
        await bench.LosePower();
        Assert.Equal(opened, bench.Node.Cases().Single());

        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await bench.Passing(Step, () => bench.Node.Cases().Count == 0);
        Assert.Equal(AttemptState.Reversed, bench.Attempt.State);
        Assert.Equal("Reversed 98", (await All(bench)).Single().Closed?.Evidence);
        Assert.Contains(bench.Log.Lines, line => line.Contains("Case opened: ReversalOpen", StringComparison.Ordinal));
        Assert.Contains(bench.Log.Lines, line => line.Contains("Case closed: ReversalOpen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("64")]
    [InlineData("58")]
    public async Task A_reversal_that_is_contradicted_is_a_case_at_once(string code)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await Paid(bench, code);
        await terminal.Ask(terminal.Reversal(1, 100));
        await bench.Until(() => bench.Node.Cases().Count == 1);

        Assert.Equal(
            (CaseKind.ReversalContradicted, code),
            (bench.Node.Cases().Single().Kind, bench.Node.Cases().Single().Code?.Value));
        Assert.Equal(AttemptState.Reversing, bench.Attempt.State);
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "25");
        await bench.Passing(Step, () => bench.Node.Cases().Count == 0);
        Assert.Equal("Reversed 98", (await All(bench)).Single().Closed?.Evidence);
    }

    [Theory]
    [InlineData("91")]
    [InlineData("96")]
    [InlineData("A0")]
    public async Task An_issuer_that_asks_for_a_reversal_again_is_no_case(string code)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await Paid(bench, code);
        await terminal.Ask(terminal.Reversal(1, 100));
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Attempt.Tries > 2);

        Assert.Empty(bench.Node.Cases());
    }

    [Fact]
    public async Task An_advice_that_is_not_heard_is_a_case_until_it_is()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "91");
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.SaleNotice, 1, 100)));
        await bench.Passing(Step, () => bench.Node.Cases().Count == 1);
        Assert.Equal(CaseKind.AdviceOpen, bench.Node.Cases().Single().Kind);

        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await bench.Passing(Step, () => bench.Node.Cases().Count == 0);
        Assert.Equal("Approved 00", (await All(bench)).Single().Closed?.Evidence);
    }

    [Fact]
    public async Task A_difference_is_a_case_until_a_person_says_what_it_was()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await Paid(bench, "00");
        var nothing = new SettlementTotals(Money.Fen(900), 1, Money.Fen(0), 0);
        await terminal.AskPlain(terminal.Settlement(20, nothing));
        await terminal.AskPlain(terminal.Upload(21, (9, 900)));
        await terminal.AskPlain(terminal.EndOfUpload(22));

        Assert.Equal(
            [$"20260302/UnknownToTerminal/{bench.Attempt.Rrn}", "20260302/UnknownToSwitch/10000001/000001/000009"],
            bench.Node.Cases().Select(one => one.Subject).Order(StringComparer.Ordinal).Reverse());
        await using (var database = SwitchNode.OpenDatabase(Path.Combine(bench.Folder, "switch.db")))
        {
            var now = bench.Time.GetUtcNow();
            Assert.True(await CaseFile.Close(
                database, "20260302/UnknownToSwitch/10000001/000001/000009", "wang: typed twice", now));
            Assert.False(await CaseFile.Close(database, "20260302/Nothing/1", "wang: nothing", now));
        }

        Assert.Equal("UnknownToTerminal", Assert.Single(bench.Node.Cases()).Reason);
    }

    [Theory]
    [InlineData("wang: paid in cash, slip 20260302-17", true)]
    [InlineData("the card 6222 0200 0000 0000 was", false)]
    [InlineData("6222020000000000", false)]
    [InlineData("", false)]
    public void No_card_number_is_kept_as_evidence(string words, bool mayBeKept) =>
        Assert.Equal(mayBeKept, CaseFile.MayBeKept(words));

    private static async Task<TestTerminal> Paid(SwitchBench bench, string? answerToReversal)
    {
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => request.Type != "0400" ? ScriptedIssuer.Answer(request, "00")
            : answerToReversal is null ? null
            : ScriptedIssuer.Answer(request, answerToReversal);
        Assert.Equal("00", await terminal.Code(terminal.Sale(1, 100)));
        return terminal;
    }

    private static async Task<IReadOnlyList<Case>> All(SwitchBench bench)
    {
        await using var database = SwitchNode.OpenDatabase(Path.Combine(bench.Folder, "switch.db"));
        return CaseFile.Read(database, isAll: true);
    }
}
