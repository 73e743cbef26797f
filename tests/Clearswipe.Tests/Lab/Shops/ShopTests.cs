using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Worlds;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Shops;

public sealed class ShopTests : IDisposable
{
    private readonly LabShop _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_good_card_pays_and_all_books_agree()
    {
        var story = _lab.Sell("harbour-good");

        Assert.Equal(TillPhase.Paid, story.Ended);
        Assert.NotEmpty(_lab.Till.Printer.Roll);
        Assert.Equal("", _lab.Shop.Audit().Violations.Select(violation => $"{violation}").FirstOrDefault(""));
    }

    [Theory]
    [InlineData("rivergate-good")]
    [InlineData("orchard-good")]
    [InlineData("demagnetised-with-chip")]
    [InlineData("removed-early")]
    public void These_cards_end_paid_by_themselves(string card)
    {
        var story = _lab.Sell(card);
        Assert.True(story.Ended == TillPhase.Paid, story.ToString());
    }

    [Theory]
    [InlineData("demagnetised")]
    [InlineData("scratched")]
    [InlineData("damaged-chip")]
    [InlineData("dirty-chip")]
    [InlineData("blocked-chip")]
    [InlineData("blocked-application")]
    [InlineData("unknown-application")]
    [InlineData("expired")]
    [InlineData("locked")]
    [InlineData("no-funds")]
    [InlineData("lost")]
    [InlineData("over-limit")]
    public void These_cards_are_blocked_with_advice_and_the_sale_is_paid_another_way(string card)
    {
        var story = _lab.Sell(card, others: "harbour-good");

        Assert.True(story.WasBlocked);
        Assert.Equal(0, story.Speechless);
        Assert.True(story.IsPaid, story.ToString());
    }

    [Fact]
    public void A_mistyped_PIN_is_typed_again() =>
        Assert.Equal(TillPhase.Paid, _lab.Sell("harbour-good", habit: PinHabit.MistypesOnce).Ended);

    [Fact]
    public void A_bank_with_two_lines_is_reached_while_one_of_them_is_broken()
    {
        using var lab = new LabShop(world: World.Find("storm"));
        var first = lab.Shop.Line("harbour");
        first.Faults = first.Faults with { BrokenHop = Hop.Connect };
        first.Cut();

        Assert.Equal(TillPhase.Paid, lab.Sell("harbour-good").Ended);
        Assert.Equal(
            [("harbour", LinkState.Down), ("harbour-2", LinkState.Up)],
            lab.Shop.Switch.Routes()[0].Links.Select(link => (link.Name, link.State)));
    }

    [Fact]
    public void A_line_that_breaks_under_a_sale_leaves_no_money_behind_when_the_other_takes_the_next()
    {
        using var lab = new LabShop(world: World.Find("storm"));
        lab.Shop.Line("harbour").Next(Way.Out, new Mishap.CutAfter { Type = "0200" });

        var story = lab.Sell("harbour-good", others: "rivergate-good");
        lab.Wait(TimeSpan.FromMinutes(10));

        Assert.True(story.IsPaid, story.ToString());
        Assert.Equal("", string.Join('\n', lab.Shop.Audit().Violations));
    }

    [Fact]
    public void A_lost_answer_ends_without_a_double_charge()
    {
        _lab.Shop.Line("ethernet").Next(Way.Back, new Mishap.Lost { Type = "0210" });

        _lab.Sell("harbour-good", others: "rivergate-good");
        _lab.Wait(TimeSpan.FromMinutes(10));

        Assert.Equal("", string.Join('\n', _lab.Shop.Audit().Violations));
    }

    [Fact]
    public void A_till_killed_in_the_middle_starts_again_and_owes_nothing()
    {
        _lab.Shop.Line("ethernet").Passed += (way, bytes) =>
        {
            if (way == Way.Back && _lab.Shop.Log.Messages[^1].Type == "0210")
                _ = _lab.Kernel.Main.Start(() => _lab.Shop.Kill(_lab.Till.Name));
        };
        _lab.Sell("harbour-good");
        Assert.False(_lab.Till.IsAlive);

        _lab.Kernel.Run(() => _lab.Shop.Restart(_lab.Till.Name));
        _lab.Wait(TimeSpan.FromMinutes(10));

        Assert.Equal("", string.Join('\n', _lab.Shop.Audit().Violations));
    }

    [Fact]
    public void A_killed_switch_and_a_killed_bank_lose_nothing()
    {
        _lab.Sell("harbour-good");
        _lab.Kernel.Run(() => _lab.Shop.Kill("switch"));
        _lab.Kernel.Run(() => _lab.Shop.Kill("harbour"));
        _lab.Kernel.Run(() => _lab.Shop.Restart("harbour"));
        _lab.Kernel.Run(() => _lab.Shop.Restart("switch"));

        var story = _lab.Sell("harbour-good");
        _lab.Wait(TimeSpan.FromMinutes(10));

        Assert.Equal(TillPhase.Paid, story.Ended);
        Assert.Equal("", string.Join('\n', _lab.Shop.Audit().Violations));
    }

    [Fact]
    public void The_calendar_of_the_world_hangs_at_the_desk_that_tells_the_counters() =>
        Assert.Same(_lab.Shop.World.Calendar, _lab.Shop.Desk.Calendar);

    [Fact]
    public void The_log_shows_messages_in_words_and_no_card_number()
    {
        _lab.Sell("harbour-good");
        var pan = _lab.Shop.Card("harbour-good").Model.Pan;

        var text = string.Join('\n', _lab.Shop.Log.Messages.Select(message => message.ToString()));

        Assert.Contains("0200", text, StringComparison.Ordinal);
        Assert.Contains(pan.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(pan.Reveal(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_down_for_the_tills_is_an_incident_of_that_line()
    {
        var line = _lab.Shop.Line("ethernet");
        line.Faults = line.Faults with { BrokenHop = Hop.Gateway };
        line.Cut();
        for (var sale = 0; sale < 3; sale++)
            _lab.Sell("harbour-good");
        _lab.Wait(TimeSpan.FromMinutes(10));

        Assert.Equal("line ethernet", $"{Assert.Single(_lab.Shop.Desk.Incidents).Scope}");
    }

    [Fact]
    public void A_bank_that_is_down_is_told_to_the_counters()
    {
        _lab.Shop.Line("harbour").Faults = new() { BrokenHop = Hop.Connect };
        _lab.Shop.Line("harbour").Cut();
        foreach (var card in new[] { "harbour-good", "dirty-chip", "removed-early", "demagnetised-with-chip" })
        {
            _lab.Shop.Card(card).Wipe();
            _lab.Sell(card);
        }

        _lab.Wait(TimeSpan.FromMinutes(3));
        Assert.Contains(_lab.Till.Till.View.Notices, notice => notice is Notice.IssuerDown { Issuer.Value: "harbour" });
    }
}
