using Clearswipe.Switch.Hosts;
using Clearswipe.Switch.Settlements;
using Clearswipe.Tests.Switch.Hosts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch;

/// <summary>Till, switch and issuer watch each other: a forged answer is found within one settlement.</summary>
public sealed class WatchTests
{
    private const string Day = "20260302";

    [Fact]
    public async Task A_day_on_which_all_agree_is_settled_and_balanced()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 1, 500)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 2, 200)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Void, 3, 200, original: 2)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.PreAuthorisation, 4, 1_000)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.CompletionNotice, 5, 900, original: 4)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Refund, 6, 100, original: 1)));
        Assert.Equal("51", await terminal.Code(terminal.Of(Service.Sale, 7, 99_000)));
        var totals = new SettlementTotals(Money.Fen(1_600), 3, Money.Fen(300), 2);
        await bench.Until(() => bench.Issuer.Authorisations(9).Count == 7);
        Assert.Equal("00", (await terminal.AskPlain(terminal.Settlement(20, totals))).Text(39));
        await bench.Settled(Day);

        // Till, switch and issuer say the same, and so does the card.
        var settlement = bench.Node.Settlement(Day);
        Assert.True(Assert.Single(settlement.Batches).Totals.IsBalanced);
        Assert.Equal(new Comparison(totals, totals, IsBalanced: true), Assert.Single(settlement.Days).Settled);
        Assert.Empty(settlement.Differences);
        Assert.Equal(Money.Fen(100_000) - totals.Net, bench.Issuer.Cards().Single().Balance);
    }

    [Fact]
    public async Task A_sale_of_an_acquirers_host_is_not_ours_to_settle()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var host = new TestHost(bench.Node, bench.Vault, new HostSettings { AcquirerId = "00020000" });
        Assert.Equal("00", await host.Code(TestHost.Sale(1).With(22, "071")));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 2, 500)));
        await bench.Settled(Day);

        var ours = new SettlementTotals(Money.Fen(500), 1, Money.Fen(0), 0);
        Assert.Equal(
            new Comparison(ours, ours, IsBalanced: true), Assert.Single(bench.Node.Settlement(Day).Days).Settled);
        Assert.Empty(bench.Node.Settlement(Day).Differences);
    }

    [Fact]
    public async Task A_refusal_that_was_turned_into_an_approval_is_found_within_one_settlement()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 1, 500)));
        bench.Forge = answer => answer.Type == "0210" ? answer.With(39, "00").With(38, "666666") : answer;
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 2, 100_000)));
        bench.Forge = answer => answer;
        await bench.Settled(Day);

        var found = Assert.Single(bench.Node.Settlement(Day).Differences);
        Assert.Equal(
            (DifferenceReason.NotBackedByIssuer, 2, "51"), (found.Reason, found.Id.Trace.Value, found.Code?.Value));
        Assert.Equal((Money.Fen(100_000), null), (found.Ours, found.Theirs));
        Assert.False(Assert.Single(bench.Node.Settlement(Day).Days).Settled!.IsBalanced);
    }

    [Fact]
    public async Task An_approval_that_was_turned_into_a_refusal_is_found_too()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Forge = answer => answer.Type == "0210" ? answer.With(39, "51").Without(38) : answer;
        Assert.Equal("51", await terminal.Code(terminal.Of(Service.Sale, 1, 500)));
        await bench.Settled(Day);

        var found = Assert.Single(bench.Node.Settlement(Day).Differences);
        Assert.Equal((DifferenceReason.TakenByIssuerOnly, Money.Fen(500)), (found.Reason, found.Theirs));
        Assert.Null(found.Ours);
    }

    [Fact]
    public async Task What_is_still_on_its_way_keeps_a_day_open_for_hours_and_is_listed_then()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 1, 500)));
        bench.Forge = answer => answer.Type == "0410" ? answer.With(39, "96") : answer;
        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 500)));
        bench.Time.Advance(TimeSpan.FromHours(16));
        await bench.Until(() => bench.Node.OpenReversals().Count == 1);
        Assert.All(bench.Node.Settlement(Day).Days, one => Assert.Null(one.Settled));
        await bench.Settled(Day);

        var found = Assert.Single(bench.Node.Settlement(Day).Differences);
        Assert.Equal((DifferenceReason.StillOpen, 1), (found.Reason, found.Id.Trace.Value));
        bench.Forge = answer => answer;
        for (var i = 0; i < 100 && bench.Node.OpenReversals().Count > 0; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20);
        }

        Assert.Empty(bench.Node.OpenReversals());
    }

    [Fact]
    public async Task A_long_day_is_gone_through_page_by_page()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        for (var trace = 1; trace <= 80; trace++)
            await terminal.Ask(terminal.Of(Service.Sale, trace, 10));
        bench.Forge = answer => answer.Type == "0210" ? answer.With(39, "00").With(38, "666666") : answer;
        await terminal.Ask(terminal.Of(Service.Sale, 81, 100_000));
        await bench.Settled(Day);

        Assert.Equal(81, Assert.Single(bench.Node.Settlement(Day).Differences).Id.Trace.Value);
    }

    [Fact]
    public async Task A_notice_that_its_issuer_refused_is_listed_though_both_know()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 1, 1_000));
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 2, 1_000));
        bench.Forge = answer => answer.Type == "0110" ? answer.With(39, "00").With(38, "666666") : answer;
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 3, 100_000));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.CompletionNotice, 4, 100_000, original: 3)));
        await bench.Settled(Day);

        var found = Assert.Single(bench.Node.Settlement(Day).Differences);
        Assert.Equal((DifferenceReason.NotBackedByIssuer, "25"), (found.Reason, found.Code?.Value));
    }
}
