using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch.Routes;

/// <summary>A link that stands and answers no sale is left alone, and an echo tries it before a sale does.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task After_sales_without_an_answer_the_next_hears_91_at_once_and_was_never_sent()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await LeaveUnanswered(bench, terminal);

        Assert.Equal("91", await terminal.Code(terminal.Sale(50, 100)));
        Assert.Equal((AttemptState.Refused, LinkState.Resting), (bench.Attempt.State, bench.Links[0].State));
        Assert.DoesNotContain(bench.Node.OpenReversals(), one => one.Id == bench.Attempt.Id);
        Assert.Contains(bench.Seen, seen => seen is Observation.NotSent { BrokenHop: Hop.HostEcho });
        Assert.Contains(bench.Seen, seen => seen is Observation.LineProbed { BrokenHop: Hop.HostEcho });
    }

    [Fact]
    public async Task An_echo_brings_it_back_and_what_was_unknown_is_reversed()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await LeaveUnanswered(bench, terminal);
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Links[0].State == LinkState.Up);

        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Node.OpenReversals().Count == 0);
        Assert.Equal("00", await terminal.Code(terminal.Sale(50, 100)));
    }

    [Fact]
    public async Task Without_an_answer_to_the_echo_it_is_dialled_anew()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Echoes = false;
        await LeaveUnanswered(bench, terminal);
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Links[0].State == LinkState.Down);

        Assert.Equal("91", await terminal.Code(terminal.Sale(50, 100)));
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Links[0].State == LinkState.Up);
    }

    [Fact]
    public async Task Sales_go_over_the_other_link_meanwhile()
    {
        await using var bench = await SwitchBench.OpenWithTwoLinks(LinkOrder.InOrder);
        var terminal = await bench.SignedOnTerminal();
        bench.Spare.Answers = request => ScriptedIssuer.Answer(request, "00");
        await LeaveUnanswered(bench, terminal);

        Assert.Equal("00", await terminal.Code(terminal.Sale(50, 100)));
        Assert.Equal([LinkState.Resting, LinkState.Up], bench.Links.Select(link => link.State));
        await bench.Until(() => bench.Node.OpenReversals().Count == 0);
    }

    [Fact]
    public async Task A_reversal_that_is_never_answered_keeps_no_sale_from_its_issuer()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        Assert.Equal("98", (await terminal.Receive()).Text(39));
        for (var silence = 0; silence <= CircuitBreaker.SilencesToTrip; silence++)
        {
            await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);
            await bench.Issuer.Hears("0400");
        }

        bench.Issuer.Answers = request => request.Type == "0200" ? ScriptedIssuer.Answer(request, "00") : null;
        Assert.Equal("00", await terminal.Code(terminal.Sale(2, 100)));
    }

    private static async Task LeaveUnanswered(SwitchBench bench, TestTerminal terminal)
    {
        for (var trace = 1; trace <= CircuitBreaker.SilencesToTrip; trace++)
        {
            await terminal.Send(terminal.Sale(trace, 100));
            await bench.Issuer.Hears("0200");
        }

        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        for (var trace = 1; trace <= CircuitBreaker.SilencesToTrip; trace++)
            Assert.Equal("98", (await terminal.Receive()).Text(39));
        await bench.Until(() => bench.Links[0].State != LinkState.Up);
    }
}
