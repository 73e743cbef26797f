using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch.Routes;

/// <summary>An issuer that is closed for maintenance: nothing is sent, and nothing that it must hear is lost.</summary>
public sealed class MaintenanceTests
{
    private static readonly DateTimeOffset Opened = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_sale_hears_91_at_once_was_never_sent_and_speaks_against_no_line()
    {
        await using var bench = await SwitchBench.Open(Closed(after: 0, until: 3_600));
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal("91", await terminal.Code(terminal.Sale(1, 100)));
        Assert.Equal(AttemptState.Refused, bench.Attempt.State);
        Assert.True(bench.Issuer.HasHeardNothing);
        Assert.DoesNotContain(bench.Seen, seen => seen is Observation.NotSent);
        var route = bench.Node.Routes()[0];
        Assert.Equal((false, Opened.AddHours(1), Hop.None), (route.IsUp, route.ClosedUntil, route.BrokenHop));
    }

    [Fact]
    public async Task Other_issuers_are_asked_meanwhile()
    {
        await using var bench = await SwitchBench.Open(Closed(after: 0, until: 3_600));
        var terminal = await bench.SignedOnTerminal();
        bench.OtherIssuer.Answers = request => ScriptedIssuer.Answer(request, "00");

        Assert.Equal("00", await terminal.Code(terminal.Sale(1, 100, Pan.Trusted("9999020000000014"))));
    }

    [Fact]
    public async Task A_reversal_waits_for_the_end_and_is_sent_then()
    {
        await using var bench = await SwitchBench.Open(Closed(after: 10, until: 90));
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        Assert.Equal("98", (await terminal.Receive()).Text(39));
        await bench.Pass(TimeSpan.FromSeconds(60));

        Assert.Single(bench.Node.OpenReversals());
        Assert.True(bench.Issuer.HasHeardNothing);
        await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);
        Assert.True(bench.Time.GetUtcNow() >= Opened.AddSeconds(90));
        await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0400"), "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task A_notice_of_what_was_approved_offline_is_acknowledged_for_the_issuer_and_told_to_it_after()
    {
        await using var bench = await SwitchBench.Open(Closed(after: 0, until: 60));
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal("00", await terminal.Code(terminal.Of(Service.SaleNotice, 1, 100)));
        Assert.Equal("98", await terminal.Code(terminal.Of(Service.Refund, 2, 100)));
        Assert.True(bench.Issuer.HasHeardNothing);
        for (var told = 1; told <= 2; told++)
        {
            await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);
            await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0220"), "00"));
        }

        await bench.Until(() => bench.Node.Attempts(9).All(one => one.State == AttemptState.Approved));
    }

    [Fact]
    public async Task Terminals_hear_of_it_an_hour_ahead_and_once()
    {
        await using var bench = await SwitchBench.Open(Closed(after: 3_601, until: 7_200));
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("", TestTerminal.Notices(await terminal.Ask(terminal.Echo(1))));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        const string notice = "M:harbour:202603021000:202603021100";
        Assert.Equal(notice, TestTerminal.Notices(await terminal.Ask(terminal.Echo(2))));
        // Whoever watches the fleet may know of it too.
        bench.Node.Tell([new Notice.Maintenance(new("harbour"), Opened.AddSeconds(3_601), Opened.AddHours(2))]);
        Assert.Equal(notice, TestTerminal.Notices(await terminal.Ask(terminal.Echo(3))));
    }

    private static Func<SwitchSettings, SwitchSettings> Closed(int after, int until)
    {
        var closure = new Closure.Once(Opened.AddSeconds(after), Opened.AddSeconds(until));
        return settings => settings with
        {
            Routes = [settings.Routes[0] with { Maintenance = [closure] }, .. settings.Routes.Skip(1)],
        };
    }
}
