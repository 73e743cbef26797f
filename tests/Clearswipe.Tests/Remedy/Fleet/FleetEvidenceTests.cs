using Clearswipe.Remedy;
using Clearswipe.Remedy.Fleet;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy.Fleet;

/// <summary>Which part of the fleet fails, after how many cards, and what a single case hears of it.</summary>
public sealed class FleetEvidenceTests
{
    private static readonly FleetScope Bank = new(ScopeKind.Issuer, "harbour");
    private static readonly FleetScope Other = new(ScopeKind.Issuer, "meadow");

    private readonly FleetEvidence _fleet = new();
    private readonly FleetPlace[] _ofBank;
    private readonly FleetPlace[] _ofOther;
    private DateTimeOffset _now = Noon;
    private long _last;

    public FleetEvidenceTests()
    {
        _ofBank = [.. Enumerable.Range(0, 12).Select(terminal => Place(Bank, terminal))];
        _ofOther = [.. Enumerable.Range(0, 12).Select(terminal => Place(Other, terminal))];
        for (var i = 0; i < 1200; i++)
            Answer(i % 2 == 0 ? _ofBank[i / 2 % 12] : _ofOther[i / 2 % 12], $"well {i}");
    }

    [Fact]
    public void A_bank_that_is_down_is_named_at_the_fourth_card_and_not_at_the_third()
    {
        FailCards(3);
        Assert.Empty(_fleet.Alarms(_now));

        Fail(_ofBank[3], "card 4");

        var alarm = Assert.Single(_fleet.Alarms(_now));
        Assert.Equal((Bank, 4), (alarm.Scope, alarm.CardsHurt));
    }

    [Fact]
    public void A_card_counts_once_however_often_and_wherever_it_is_tried()
    {
        for (var i = 0; i < 30; i++)
            Fail(_ofBank[i % 12], "stubborn");
        Assert.Empty(_fleet.Alarms(_now));
    }

    [Fact]
    public void Four_silent_cards_name_the_bank_long_before_they_are_given_up()
    {
        for (var i = 0; i < 4; i++)
            _fleet.Sent(_ofBank[i], ++_last, $"silent {i}", _now);
        for (var i = 0; i < 4; i++)
            Answer(_ofOther[i], $"well beside {i}");
        var left = _now.AddSeconds(-4);
        Assert.Empty(_fleet.Alarms(left.AddSeconds(1)));

        var alarm = Assert.Single(_fleet.Alarms(left.AddSeconds(20)));

        Assert.Equal((Bank, 4), (alarm.Scope, alarm.CardsHurt));
        Assert.Equal(left, alarm.Since);
    }

    [Fact]
    public void A_burst_that_has_just_left_is_no_outage()
    {
        for (var i = 0; i < 60; i++)
            _fleet.Sent(_ofBank[i % 12], ++_last, $"burst {i}", _now);
        Assert.Empty(_fleet.Alarms(_now.AddMilliseconds(100)));
    }

    [Fact]
    public void An_answer_behind_silent_ones_speaks_for_the_bank()
    {
        var before = Ratio(20, answered: 0);
        Assert.True(Ratio(20, answered: 1) < before);
    }

    [Fact]
    public void A_bank_that_often_fails_takes_more_cards()
    {
        var fleet = new FleetEvidence(new Dictionary<FleetScope, double> { [Bank] = 0.05 });
        var (place, cards) = (fleet.Place(Bank), 0);
        while (fleet.Alarms(_now).Count == 0)
            fleet.Failed(place, cards, $"card {cards++}", _now);
        Assert.Equal(6, cards);
    }

    [Fact]
    public void Answers_end_an_alarm()
    {
        FailCards(8);
        for (var i = 0; i < 4; i++)
            Answer(_ofBank[i], $"again {i}");
        Assert.Empty(_fleet.Alarms(_now));
    }

    [Fact]
    public void The_scan_names_the_bank_and_not_the_line_that_it_shares()
    {
        FailCards(8);
        var first = _fleet.Explain(_now)[0];
        Assert.Equal((Bank, null), (first.First, first.Second));
    }

    [Fact]
    public void The_scan_names_a_line_whose_banks_all_fail()
    {
        for (var i = 0; i < 12; i += 2)
        {
            Fail(_ofBank[i], $"one {i}");
            Fail(_ofOther[i], $"two {i}");
        }

        var first = _fleet.Explain(_now)[0];
        Assert.Equal((new FleetScope(ScopeKind.AcquirerLink, "0"), null), (first.First, first.Second));
    }

    [Fact]
    public void The_scan_names_two_scopes_where_only_both_together_fail()
    {
        for (var round = 0; round < 3; round++)
            for (var i = 0; i < 12; i++)
            {
                if (i % 2 == 0)
                    Fail(_ofBank[i], $"{round} {i}");
                else
                    Answer(_ofBank[i], $"{round} {i}");
                Answer(_ofOther[i], $"other {round} {i}");
            }

        var first = _fleet.Explain(_now)[0];
        Assert.Equal((Bank, new FleetScope(ScopeKind.AcquirerLink, "0")), (first.First, first.Second));
    }

    [Fact]
    public void Nothing_is_explained_while_all_is_well() => Assert.Empty(_fleet.Explain(_now));

    [Fact]
    public void A_case_leans_to_what_other_cards_saw_and_not_to_what_its_own_did()
    {
        Fail(_ofBank[0], "mine");
        Answer(_ofOther[0], "well");
        Assert.DoesNotContain(Leanings("mine").Values, leaning => leaning > 0.5);

        FailCards(6);

        var leaning = Assert.Single(Leanings("mine"));
        Assert.Equal(new CauseId("issuer-failing"), leaning.Key);
        Assert.InRange(leaning.Value, 5, 6.3);
    }

    [Fact]
    public void Once_the_scan_names_the_bank_a_card_of_another_bank_leans_to_nothing()
    {
        FailCards(12);
        Assert.DoesNotContain(_fleet.Leanings(_ofOther[0], "mine", _now), other => other.Scope == Other);
        Assert.Equal(Bank, Assert.Single(_fleet.Explain(_now)).First);
    }

    [Fact]
    public void A_leaning_fades_when_nothing_more_is_seen()
    {
        FailCards(6);
        var fresh = Leanings("mine").Values.Single();
        _now = _now.AddHours(3);
        Assert.True(Leanings("mine").Values.Single() < fresh / 4);
    }

    [Fact]
    public void A_silent_sale_at_a_bank_that_fails_is_of_the_bank()
    {
        FailCards(6);
        Assert.Equal("issuer-failing", Told("91").Counsel().Cause());
    }

    [Fact]
    public void A_wrong_PIN_is_not_of_the_bank_however_many_of_its_cards_fail()
    {
        FailCards(60);
        Assert.StartsWith("pin-", Told("55").Counsel().Cause());
    }

    [Fact]
    public void An_observation_allocates_nothing()
    {
        FailCards(6);
        Fail(_ofOther[3], "a card");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _fleet.Sent(_ofBank[3], 9_000_000 + i, "card 3", _now);
            _fleet.Answered(_ofBank[3], 9_000_000 + i, _now);
            _fleet.Sent(_ofOther[3], 8_000_000 + i, "a card", _now);
            _fleet.Failed(_ofOther[3], 8_000_000 + i, "a card", _now);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_impossible_share_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScopeSum(0));

    private FleetPlace Place(FleetScope bank, int terminal) => _fleet.Place(
        bank,
        new FleetScope(ScopeKind.AcquirerLink, $"{terminal % 2}"),
        new FleetScope(ScopeKind.Terminal, $"{terminal}"));

    private Situation Told(string code) => Where(Answered(code)) with { Leanings = Leanings("mine") };

    private IReadOnlyDictionary<CauseId, double> Leanings(string card) =>
        Advisor.Default.Leanings(_fleet, _ofBank[0], card, _now);

    private double Ratio(int seconds, int answered)
    {
        var fleet = new FleetEvidence();
        var place = fleet.Place(Bank);
        for (var i = 0; i < 12; i++)
            fleet.Sent(place, i, $"card {i}", _now);
        for (var i = 0; i < answered; i++)
            fleet.Answered(place, 11 - i, _now.AddSeconds(1));
        return Assert.Single(fleet.Alarms(_now.AddSeconds(seconds))).LogRatio;
    }

    private void FailCards(int cards)
    {
        for (var i = 0; i < cards; i++)
        {
            Answer(_ofOther[i % 12], $"well beside {i}");
            Fail(_ofBank[i % 12], $"card {i}");
        }
    }

    private void Answer(FleetPlace place, string card)
    {
        _fleet.Sent(place, ++_last, card, _now);
        _now = _now.AddSeconds(1);
        _fleet.Answered(place, _last, _now);
    }

    private void Fail(FleetPlace place, string card)
    {
        _fleet.Sent(place, ++_last, card, _now);
        _now = _now.AddSeconds(1);
        _fleet.Failed(place, _last, card, _now);
    }
}
