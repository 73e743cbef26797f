using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch.Routes;

/// <summary>An issuer with two links: which of them is asked, and what becomes of what one that broke left.</summary>
public sealed class LinkTests
{
    // Which link it went over shows in what the terminal hears.
    private const string First = "00";
    private const string Second = "51";

    [Fact]
    public async Task Links_in_order_send_all_over_the_first_while_it_is_well()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await Answering(bench);

        for (var trace = 1; trace <= 4; trace++)
            Assert.Equal(First, await terminal.Code(terminal.Sale(trace, 100)));
        await Break(bench, bench.Issuer, 0);
        Assert.Equal(Second, await terminal.Code(terminal.Sale(5, 100)));
        Assert.True(bench.Node.Routes()[0].IsUp);
    }

    [Fact]
    public async Task The_first_link_is_gone_back_to_when_it_has_stood_for_a_while()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await Answering(bench);
        await Break(bench, bench.Issuer, 0);
        await bench.Pass(TimeSpan.FromSeconds(61));
        bench.Issuer.IsBroken = false;
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Links[0].State == LinkState.Up);

        Assert.Equal(Second, await terminal.Code(terminal.Sale(1, 100)));
        await bench.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(First, await terminal.Code(terminal.Sale(2, 100)));
    }

    [Fact]
    public async Task Pooled_links_take_turns_and_one_that_is_down_is_passed_over()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.Pooled);
        var terminal = await Answering(bench);
        var codes = new List<string?>();
        for (var trace = 1; trace <= 10; trace++)
            codes.Add(await terminal.Code(terminal.Sale(trace, 100)));

        Assert.Equal(5, codes.Count(code => code == First));
        Assert.Equal(5, codes.Count(code => code == Second));
        await Break(bench, bench.Spare, 1);
        for (var trace = 11; trace <= 14; trace++)
            Assert.Equal(First, await terminal.Code(terminal.Sale(trace, 100)));
    }

    [Fact]
    public async Task A_sale_that_left_over_a_link_that_broke_is_never_asked_over_another_one_but_reversed_there()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");
        await Break(bench, bench.Issuer, 0);

        Assert.Equal("98", (await terminal.Receive()).Text(39));
        var heard = await bench.Spare.Hears("0400");
        await bench.Spare.Say(ScriptedIssuer.Answer(heard, "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
        // A copy of it hears the same, and nothing more is asked anywhere.
        Assert.Equal("98", await terminal.Code(terminal.Sale(1, 100)));
        Assert.True(bench.Spare.HasHeardNothing);
    }

    [Fact]
    public async Task What_waits_over_one_link_is_left_alone_when_another_breaks()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        await Break(bench, bench.Spare, 1);
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));

        Assert.Equal("00", (await terminal.Receive()).Text(39));
    }

    [Fact]
    public async Task An_answer_may_come_over_another_link_than_its_question()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        await bench.Spare.Say(ScriptedIssuer.Answer(asked, "00"));

        Assert.Equal("00", (await terminal.Receive()).Text(39));
        Assert.DoesNotContain(bench.Seen, seen => seen is Observation.LateAnswer or Observation.AnswerDidNotMatch);
    }

    [Fact]
    public async Task The_issuer_is_said_to_be_away_only_when_its_last_link_is()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await Answering(bench);
        await Break(bench, bench.Issuer, 0);
        await bench.Pass(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(bench.Seen, seen => seen is Observation.LineProbed { BrokenHop: not Hop.None });

        await Break(bench, bench.Spare, 1);
        Assert.Equal("91", await terminal.Code(terminal.Sale(1, 100)));
        Assert.Equal(AttemptState.Refused, bench.Attempt.State);
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Seen.Any(seen => seen is
            Observation.LineProbed { Line: "harbour", BrokenHop: Hop.Gateway }));
    }

    private static async Task<TestTerminal> Answering(SwitchBench bench)
    {
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, First);
        bench.Spare.Answers = request => ScriptedIssuer.Answer(request, Second);
        return await bench.SignedOnTerminal();
    }

    private static async Task Break(SwitchBench bench, ScriptedIssuer end, int link)
    {
        end.IsBroken = true;
        await end.HangUp();
        await bench.Until(() => bench.Links[link].State == LinkState.Down);
    }
}
