using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Nodes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Switch.Nodes;

/// <summary>Several switch machines over one database: the work of one that died is taken over.</summary>
public sealed class NodeTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(-7)]
    public async Task A_machine_whose_wall_clock_is_moved_keeps_its_place_and_lets_the_others_keep_theirs(int hours)
    {
        await using var bench = new NodesBench();
        var (first, second) = (await bench.Start("first"), await bench.Start("second"));
        first.Clock.Put(TimeSpan.FromHours(hours));
        for (var passed = TimeSpan.Zero; passed < 3 * Limits.NodeLease; passed += TimeSpan.FromSeconds(1))
        {
            first.Time.Advance(TimeSpan.FromSeconds(1));
            second.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = await bench.SignedOn(first);
        Assert.Equal("00", await terminal.Code(terminal.Sale(1, 100)));
        terminal = bench.Terminal(second, terminal);
        Assert.Equal("00", await terminal.Code(terminal.Sale(2, 100)));
    }

    [Fact]
    public async Task A_dead_nodes_open_sale_is_reversed_by_another_under_a_higher_version()
    {
        await using var bench = new NodesBench();
        var first = await bench.Start("first");
        var terminal = await bench.SignedOn(first);
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        var second = await bench.Start("second");
        await first.Die();

        await second.Passing(() => !bench.Issuer.HasHeardNothing);
        var reversal = await bench.Issuer.Hears("0400");
        Assert.Equal(asked.Text(11), reversal.Text(90)![4..10]);
        Assert.True(second.Node.Version > first.Node.Version);
        await bench.Issuer.Say(ScriptedIssuer.Answer(reversal, "00"));
        await second.Until(() => second.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task A_dead_nodes_unfinished_reversal_is_taken_over_too()
    {
        await using var bench = new NodesBench();
        var first = await bench.Start("first");
        var terminal = await bench.SignedOn(first);
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");
        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 100)));
        await bench.Issuer.Hears("0400");
        var second = await bench.Start("second");
        await first.Die();

        await second.Passing(() => !bench.Issuer.HasHeardNothing);
        await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0400"), "25"));
        await second.Until(() => second.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task A_node_that_slept_through_its_lease_writes_and_says_nothing_more()
    {
        await using var bench = new NodesBench();
        var sleeper = await bench.Start("sleeper");
        var terminal = await bench.SignedOn(sleeper);
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        var heir = await bench.Start("heir");
        await heir.Passing(() => heir.Attempt.State == AttemptState.Reversing);
        await bench.Issuer.Hears("0400");

        // The approval comes to the node that asked: it has no say any more.
        await bench.Issuer.SayFirst(ScriptedIssuer.Answer(asked, "00"));
        Assert.True(await terminal.IsHungUp());
        Assert.Equal(AttemptState.Reversing, heir.Attempt.State);
        sleeper.Time.Advance(Limits.NodeBeats);
        await Assert.ThrowsAsync<StoreFencedException>(() => sleeper.Running);
    }

    [Fact]
    public async Task A_new_run_of_a_machine_takes_its_own_place_at_once()
    {
        await using var bench = new NodesBench();
        var before = await bench.Start("first");
        var terminal = await bench.SignedOn(before);
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");

        var after = await bench.Start("first");
        await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0400"), "00"));
        await after.Until(() => after.Attempt.State == AttemptState.Reversed);
        before.Time.Advance(Limits.NodeBeats);
        await Assert.ThrowsAsync<StoreFencedException>(() => before.Running);
    }

    [Fact]
    public async Task A_terminal_may_sign_on_at_one_node_and_sell_look_up_and_reverse_at_another()
    {
        await using var bench = new NodesBench();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var (first, second) = (await bench.Start("first"), await bench.Start("second"));
        var here = await bench.SignedOn(first);
        var there = bench.Terminal(second, here);

        Assert.Equal("00", await there.Code(there.Sale(1, 100)));
        Assert.Equal("00", await here.Code(here.Sale(1, 100)));
        Assert.Equal("00", await here.Code(here.LookUp(2, 1)));
        Assert.Equal("00", await here.Code(here.Reversal(1, 100)));
        await first.Until(() => first.Attempt.State == AttemptState.Reversed);
        Assert.Equal("00", await there.Code(there.Reversal(1, 100)));

        second.Time.Advance(TimeSpan.FromSeconds(1));
        await there.SignOn(901);
        here = bench.Terminal(first, there);
        Assert.Equal("00", await here.Code(here.Sale(3, 100)));
    }

    [Fact]
    public async Task No_two_nodes_give_the_same_number()
    {
        await using var bench = new NodesBench();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var (first, second) = (await bench.Start("first"), await bench.Start("second"));
        var here = await bench.SignedOn(first);
        var there = bench.Terminal(second, here);

        for (var trace = 1; trace <= 20; trace += 2)
        {
            Assert.Equal("00", await here.Code(here.Sale(trace, 100)));
            Assert.Equal("00", await there.Code(there.Sale(trace + 1, 100)));
        }

        Assert.Equal(20, first.Node.Attempts(100).Select(attempt => attempt.Rrn).Distinct().Count());
    }

    [Fact]
    public async Task What_a_failed_write_left_open_is_reversed_when_nobody_can_be_waiting_for_it()
    {
        await using var bench = new NodesBench();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var machine = await bench.Start("first");
        var terminal = await bench.SignedOn(machine);
        await terminal.Ask(terminal.Sale(1, 100));
        await machine.Database.Write(session => session.Execute("update attempt set state = 'Forwarded'"));

        await machine.Passing(() => machine.Attempt.State == AttemptState.Reversed);
        Assert.True(machine.Time.GetUtcNow() - machine.Attempt.At >= 2 * Limits.SwitchAwaitsIssuer);
    }

    [Fact]
    public void A_node_is_silent_when_its_beats_stand_still_for_the_lease()
    {
        var time = new FakeTimeProvider();
        var silence = new Silence(time, Limits.NodeLease);
        NodeRow sleeper = new(1, "sleeper", 7), awake = new(2, "awake", 1);
        var start = time.GetTimestamp();
        Assert.Empty(silence.Of([sleeper, awake]));
        for (var beats = 2; time.GetElapsedTime(start) < Limits.NodeLease; beats++)
        {
            Assert.Empty(silence.Of([sleeper, awake with { Beats = beats }]));
            time.Advance(Limits.NodeBeats);
        }

        Assert.Equal([sleeper], silence.Of([sleeper, awake with { Beats = 99 }]));
        Assert.Empty(silence.Of([sleeper with { Beats = 8 }, awake]));
    }

    [Fact]
    public void Who_slept_itself_takes_nobody_for_dead()
    {
        var time = new FakeTimeProvider();
        var silence = new Silence(time, Limits.NodeLease);
        NodeRow other = new(1, "other", 7);
        Assert.Empty(silence.Of([other]));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(silence.Of([other]));
        time.Advance(Limits.NodeBeats);
        Assert.Empty(silence.Of([other]));
    }
}
