using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch;

/// <summary>A wall clock that is moved by hours: waits go by the steady clock, no sale falls out of its day.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static TheoryData<int> Hours => [5, -5, 30, -30];

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_sale_under_way_is_neither_given_up_early_nor_awaited_longer(int hours)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        bench.Clock.Put(TimeSpan.FromHours(hours));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        Assert.Equal("00", (await terminal.Receive()).Text(39));

        await terminal.Send(terminal.Sale(2, 100));
        await bench.Issuer.Hears("0200");
        bench.Clock.Put(TimeSpan.Zero);
        var since = bench.Time.GetTimestamp();
        var answer = terminal.Receive();
        await bench.Passing(Step, () => answer.IsCompleted);

        Assert.Equal("98", (await answer).Text(39));
        Assert.InRange(bench.Time.GetElapsedTime(since), Limits.SwitchAwaitsIssuer, TimeSpan.FromMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_reversal_comes_again_in_its_time(int hours)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        await terminal.Ask(terminal.Reversal(1, 100));
        await bench.Issuer.Hears("0400");
        bench.Clock.Put(TimeSpan.FromHours(hours));
        var since = bench.Time.GetTimestamp();
        await bench.Passing(Step, () => !bench.Issuer.HasHeardNothing);
        var again = await bench.Issuer.Hears("0400");
        await bench.Issuer.Say(ScriptedIssuer.Answer(again, "00"));

        Assert.Equal(asked.Text(37), again.Text(37));
        Assert.InRange(bench.Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromMinutes(5));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
    }

    [Theory]
    [InlineData(5, "The wall clock was moved by 05:00:00")]
    [InlineData(-30, "The wall clock was moved by -1.06:00:00")]
    public async Task It_is_said_once(int hours, string said)
    {
        await using var bench = await SwitchBench.Open();
        bench.Clock.Put(TimeSpan.FromHours(hours));
        await bench.Passing(Step, () => Lines(bench).Any());
        bench.Time.Advance(2 * Limits.NodeBeats);

        Assert.Contains(said, Assert.Single(Lines(bench)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_over_a_settlement_leaves_no_sale_unsettled()
    {
        await using var bench = await WatchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("00", await terminal.Code(terminal.Sale(1, 500)));
        bench.Clock.Put(TimeSpan.FromHours(20));
        await bench.Settled("20260302");
        bench.Clock.Put(bench.Time.Start - bench.Time.GetUtcNow());
        Assert.Equal("00", await terminal.Code(terminal.Sale(2, 700)));
        bench.Clock.Put(TimeSpan.FromDays(2));
        await bench.Settled("20260303");

        var late = new SettlementTotals(Money.Fen(700), 1, Money.Fen(0), 0);
        var day = Assert.Single(bench.Node.Settlement("20260303").Days);
        Assert.Equal(new Comparison(late, late, IsBalanced: true), day.Settled);
    }

    private static IEnumerable<string> Lines(SwitchBench bench) =>
        bench.Log.Lines.Where(line => line.Contains("[2109]", StringComparison.Ordinal));
}
