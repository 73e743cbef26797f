using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>A terminal's batch: closed once, balanced or explained.</summary>
public sealed class SettlementTests
{
    [Fact]
    public async Task A_batch_that_balances_is_closed_once_and_the_next_one_opens()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await Busy(bench);
        var totals = new SettlementTotals(Money.Fen(1_100), 3, Money.Fen(300), 2);
        var answer = await terminal.AskPlain(terminal.Settlement(20, totals));

        Assert.Equal(("00", TerminalTotals.Write(totals, areBalanced: true)), (answer.Text(39), answer.Text(48)));
        Assert.Equal("77", await terminal.Code(terminal.Of(Service.Sale, 21, 100)));
        await bench.LosePower();
        terminal = Again(bench, terminal);
        Assert.Equal(answer.Text(48), (await terminal.AskPlain(terminal.Settlement(20, totals))).Text(48));
        await terminal.SignOn(902);
        Assert.Equal("00000002003", terminal.LastAnswer!.Text(60));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 21, 100, batch: "000002")));
    }

    [Fact]
    public async Task A_sale_that_was_reversed_counts_in_no_batch()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        await terminal.Ask(terminal.Reversal(1, 100));

        Assert.Equal(
            TerminalTotals.Write(SettlementTotals.None, areBalanced: true),
            (await terminal.AskPlain(terminal.Settlement(20, SettlementTotals.None))).Text(48));
    }

    [Fact]
    public async Task A_batch_that_does_not_balance_stays_open_until_it_is_uploaded_and_its_differences_are_explained()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request =>
            ScriptedIssuer.Answer(request, request.Text(4) == "000000000055" ? "51" : "00");
        for (var trace = 1; trace <= 3; trace++)
            await terminal.Ask(terminal.Of(Service.Sale, trace, 100 * trace));
        await terminal.Ask(terminal.Of(Service.Sale, 4, 55));
        await terminal.Ask(terminal.Of(Service.Void, 5, 300, original: 3));
        var told = new SettlementTotals(Money.Fen(455), 4, Money.Fen(0), 0);
        var answer = await terminal.AskPlain(terminal.Settlement(20, told));

        Assert.Equal(
            ("00", TerminalTotals.Write(new(Money.Fen(600), 3, Money.Fen(300), 1), areBalanced: false)),
            (answer.Text(39), answer.Text(48)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 6, 600)));
        // What was refused is uploaded as approved, what never was, and another amount; one is missing.
        Assert.Equal("00", (await terminal.AskPlain(terminal.Upload(21, (1, 100), (2, 250)))).Text(39));
        Assert.Equal("00", (await terminal.AskPlain(terminal.Upload(22, (4, 55), (9, 50), (2, 250)))).Text(39));
        Assert.Equal("00", (await terminal.AskPlain(terminal.EndOfUpload(23))).Text(39));
        Assert.Equal("00", (await terminal.AskPlain(terminal.EndOfUpload(23))).Text(39));

        Assert.Equal(
            [
                "2 SaysOtherwise ¥2.00 ¥2.50 ", "4 NotApprovedBySwitch  ¥0.55 51", "6 UnknownToTerminal ¥6.00  ",
                "9 UnknownToSwitch  ¥0.50 ",
            ],
            bench.Node.Settlement("20260302").Differences.Select(Told));
        Assert.Equal("77", await terminal.Code(terminal.Of(Service.Sale, 7, 100)));
        var batch = Assert.Single(bench.Node.Settlement("20260302").Batches);
        Assert.False(batch.Totals.IsBalanced);
        Assert.Equal(Money.Fen(455), batch.Totals.Theirs.Debits);
    }

    [Fact]
    public async Task A_chip_sale_is_uploaded_as_a_message_of_its_own()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        var row = new Message("0320").With(2, SwitchBench.Card.Reveal()).With(4, "000000000100").With(11, "000001")
            .With(41, "10000001").With(42, SwitchBench.Merchant).With(60, "00000001203");
        Assert.Equal("00", (await terminal.AskPlain(row)).Text(39));
        await terminal.AskPlain(terminal.EndOfUpload(22));

        Assert.Empty(bench.Node.Settlement("20260302").Differences);
    }

    [Fact]
    public async Task A_batch_with_a_sale_that_is_not_decided_is_not_compared_yet()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Of(Service.Sale, 1, 100));
        var asked = await bench.Issuer.Hears("0200");
        Assert.Equal("09", (await terminal.AskPlain(terminal.Settlement(20, SettlementTotals.None))).Text(39));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        await terminal.Receive();

        var totals = new SettlementTotals(Money.Fen(100), 1, Money.Fen(0), 0);
        Assert.Equal("00", (await terminal.AskPlain(terminal.Settlement(20, totals))).Text(39));
    }

    [Theory]
    [InlineData("000000000100001", "30")]
    [InlineData("", "30")]
    public async Task Totals_that_cannot_be_read_close_nothing(string field48, string code)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var settlement = terminal.Settlement(20, SettlementTotals.None);
        Assert.Equal(code, (await terminal.AskPlain(
            field48.Length == 0 ? settlement.Without(48) : settlement.With(48, field48))).Text(39));
        var damaged = terminal.Settlement(21, SettlementTotals.None).With(64, new byte[8]);
        Assert.Equal("A0", (await terminal.AskPlain(damaged)).Text(39));
        var other = terminal.Settlement(22, SettlementTotals.None, "000002");
        Assert.Equal("77", (await terminal.AskPlain(other)).Text(39));
        Assert.Equal("30", (await terminal.AskPlain(terminal.Upload(23).With(48, "02"))).Text(39));

        Assert.Empty(bench.Node.Settlement("20260302").Batches);
    }

    private static string Told(Difference one) =>
        $"{one.Id.Trace.Value} {one.Reason} {one.Ours} {one.Theirs} {one.Code}";

    // Two sales, one of them voided, a completion and a refund.
    private static async Task<TestTerminal> Busy(SwitchBench bench)
    {
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 500));
        await terminal.Ask(terminal.Of(Service.Sale, 2, 200));
        await terminal.Ask(terminal.Of(Service.Void, 3, 200, original: 2));
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 4, 400));
        await terminal.Ask(terminal.Of(Service.Completion, 5, 400, original: 4));
        await terminal.Ask(terminal.Of(Service.Refund, 6, 100, original: 1));
        return terminal;
    }

    private static TestTerminal Again(SwitchBench bench, TestTerminal before)
    {
        var again = bench.Terminal();
        (again.PinKey, again.MacKey) = (before.PinKey, before.MacKey);
        return again;
    }
}
