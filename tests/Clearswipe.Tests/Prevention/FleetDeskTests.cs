using Clearswipe.Prevention;
using Clearswipe.Prevention.Incidents;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Prevention;

public sealed class FleetDeskTests
{
    private static readonly IssuerId Harbour = new("harbour");
    private static readonly IssuerId Rivergate = new("rivergate");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 18, 30, 0, TimeSpan.Zero));
    private readonly FleetDesk _desk;

    public FleetDeskTests()
    {
        _desk = new FleetDesk([Harbour, Rivergate], _time);
        Answer("00", Harbour, "h");
        Answer("00", Rivergate, "r");
    }

    [Fact]
    public void Four_cards_in_a_row_name_a_bank_that_is_down()
    {
        Fail(Harbour, cards: 3);
        Assert.Empty(_desk.Notices());

        Answer("91", Harbour, "another");

        Assert.Equal(Harbour, Assert.IsType<Notice.IssuerDown>(Assert.Single(_desk.Notices())).Issuer);
        Assert.Equal(new Scope.OneIssuer(Harbour), Assert.Single(_desk.Incidents).Scope);
    }

    [Fact]
    public void One_card_that_tries_ten_times_is_no_incident()
    {
        for (var i = 0; i < 10; i++)
            Answer("91", Harbour, "stubborn");
        Assert.Empty(_desk.Incidents);
    }

    [Theory]
    [InlineData("55")]
    [InlineData("51")]
    [InlineData("75")]
    public void A_verdict_speaks_for_the_bank(string code)
    {
        for (var i = 0; i < 100; i++)
            Answer(code, Harbour, $"card {i}");
        Assert.Empty(_desk.Incidents);
    }

    [Fact]
    public void Silence_counts_as_failure()
    {
        for (var i = 0; i < 4; i++)
            _desk.Saw(new Observation.NoAnswer(Now, "harbour", Limits.SwitchAwaitsIssuer)
            {
                Issuer = Harbour,
                Card = $"{i}",
            });
        Assert.Single(_desk.Incidents);
    }

    [Fact]
    public void Answers_end_an_incident_and_its_notice()
    {
        Fail(Harbour, cards: 6);
        for (var i = 0; i < 4; i++)
            Answer("00", Harbour, $"well {i}");

        Assert.Empty(_desk.Notices());
        Assert.False(Assert.Single(_desk.Incidents).IsOpen);
    }

    [Fact]
    public void An_incident_is_named_once_however_long_it_lasts()
    {
        Fail(Harbour, cards: 60);
        Assert.Single(_desk.Incidents);
    }

    [Fact]
    public void When_all_banks_fail_the_incident_is_what_they_share()
    {
        Fail(Harbour, cards: 4);
        Fail(Rivergate, cards: 4);

        var open = Assert.Single(_desk.Incidents, incident => incident.IsOpen);
        Assert.Equal(new Scope.AllIssuers(), open.Scope);
        Assert.Equal(2, _desk.Notices().Count);
    }

    [Fact]
    public void An_announced_window_is_told_and_is_no_incident()
    {
        _desk.Calendar = MaintenanceCalendarTests.Read(MaintenanceCalendarTests.Event());
        Fail(Harbour, cards: 10);

        Assert.IsType<Notice.Maintenance>(Assert.Single(_desk.Notices()));
        Assert.Empty(_desk.Incidents);
    }

    [Fact]
    public void A_change_is_told_once()
    {
        var told = 0;
        _desk.Changed += () => told++;
        Fail(Harbour, cards: 4);
        Assert.Equal(1, told);
    }

    [Fact]
    public void A_line_that_cannot_be_dialled_is_an_incident_of_that_line()
    {
        for (var i = 0; i < 4; i++)
            _desk.Saw(new Observation.NotSent(Now, "ethernet", Hop.Gateway));
        Assert.Equal(new Scope.OneLine("ethernet"), Assert.Single(_desk.Incidents).Scope);
    }

    [Fact]
    public void A_bank_that_the_switch_cannot_dial_is_down()
    {
        for (var i = 0; i < 4; i++)
            _desk.Saw(new Observation.NotSent(Now, "harbour", Hop.Connect));
        Assert.Equal(new Scope.OneIssuer(Harbour), Assert.Single(_desk.Incidents).Scope);
    }

    [Fact]
    public void A_way_that_cannot_be_dialled_is_told_before_a_card_comes_and_hurt_nobody()
    {
        Probe(Hop.Connect, times: 4);

        Assert.IsType<Notice.IssuerDown>(Assert.Single(_desk.Notices()));
        Assert.Equal(0, Assert.Single(_desk.Incidents).CardsHurt);
    }

    [Fact]
    public void A_way_that_works_again_ends_what_failed_on_it_at_once()
    {
        Probe(Hop.Connect, times: 20);
        Probe(Hop.None, times: 1);

        Assert.Empty(_desk.Notices());
        Assert.False(Assert.Single(_desk.Incidents).IsOpen);
    }

    [Fact]
    public void A_way_that_works_does_not_speak_for_a_bank_that_fails_every_card()
    {
        for (var i = 0; i < 4; i++)
        {
            Answer("91", Harbour, $"{i}");
            Probe(Hop.None, times: 10);
        }

        Assert.IsType<Notice.IssuerDown>(Assert.Single(_desk.Notices()));
    }

    [Fact]
    public void One_card_that_cannot_be_sent_ten_times_is_no_incident()
    {
        for (var i = 0; i < 10; i++)
            _desk.Saw(new Observation.NotSent(Now, "harbour", Hop.Connect) { Card = "stubborn" });
        Assert.Empty(_desk.Incidents);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private void Fail(IssuerId issuer, int cards)
    {
        for (var i = 0; i < cards; i++)
            Answer("91", issuer, $"{issuer} {i}");
    }

    private void Probe(Hop hop, int times)
    {
        for (var i = 0; i < times; i++)
            _desk.Saw(new Observation.LineProbed(Now, "harbour", hop, TimeSpan.Zero, hop == Hop.None ? 0 : 1));
    }

    private void Answer(string code, IssuerId issuer, string card) =>
        _desk.Saw(new Observation.Answered(Now, new ResponseCode(code), issuer, TimeSpan.FromSeconds(1))
        {
            Card = card,
        });
}
