using Bunit;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Screens;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

namespace Clearswipe.Tests.Counter.Screens;

/// <summary>What the cashier sees: one headline, one safe next step, and nothing dangerous to press.</summary>
public sealed class CashierScreenTests : BunitContext
{
    private readonly List<TillWish> _wishes = [];

    public CashierScreenTests() => Services.AddSingleton(TimeProvider.System);

    [Theory]
    [InlineData(Language.Chinese, "磁条读不出，芯片可用")]
    [InlineData(Language.English, "The stripe is blank; the chip will do")]
    public void The_headline_says_what_is_true_in_the_cashiers_language(Language language, string said) =>
        Assert.Equal(said, Draw(Moments.Blocked, language).Find("h3").TextContent);

    [Fact]
    public void The_big_key_is_the_next_step()
    {
        var screen = Draw(Moments.Blocked, Language.English);

        Assert.Equal("InsertChip", screen.Find(".key-main").GetAttribute("data-step"));
        screen.Find(".key-main").Click();
        Assert.Equal(new TillWish.Take(new StepId("insert-chip")), Assert.Single(_wishes));
    }

    [Fact]
    public void While_the_outcome_is_checked_there_is_nothing_to_press_and_the_screen_says_do_not_pay_again()
    {
        var screen = Draw(Moments.Checking, Language.English);

        Assert.Empty(screen.FindAll("button"));
        Assert.Contains("Do not pay again", screen.Find(".till-avoid").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_is_typed_from_the_right()
    {
        var screen = Draw(Moments.Idle, Language.Chinese);
        foreach (var key in "1250")
            screen.Find($".amount-pad button[aria-keyshortcuts='{key}']").Click();
        screen.Find(".key-main").Click();

        Assert.Equal(new TillWish.Start(Money.Fen(1250)), Assert.Single(_wishes));
    }

    [Fact]
    public void Nothing_is_charged_before_an_amount_stands() =>
        Assert.True(Draw(Moments.Idle, Language.Chinese).Find(".key-main").HasAttribute("disabled"));

    [Fact]
    public void A_question_is_answered_with_its_own_keys()
    {
        var screen = Draw(Moments.Asking, Language.English);
        screen.FindAll(".till-do button")[1].Click();

        Assert.Equal(new TillWish.Answer(new StepId("ask-others"), "no"), Assert.Single(_wishes));
    }

    [Fact]
    public void Going_on_at_the_spare_till_is_a_hand_over_and_leads_there()
    {
        var spare = Moments.Step("spare-till", StepKind.SpareTill, new("备用终端", "The spare terminal"));
        Draw(Moments.Blocked with { Steps = [spare] }, Language.English).Find(".key-main").Click();

        Assert.Equal(new TillWish.HandOver(), Assert.Single(_wishes));
        Assert.Equal("/floor/2", Draw(Moments.HandedOver, Language.English).Find("a.key-main").GetAttribute("href"));
    }

    [Fact]
    public void A_dead_printer_is_never_a_reason_to_charge_again()
    {
        var screen = Draw(Moments.Paid, Language.English);

        Assert.Contains("never charge again", screen.Find(".till-avoid").TextContent, StringComparison.Ordinal);
        Assert.Contains("out of paper", screen.Find(".lamp.is-bad").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_suspect_has_a_name_a_share_and_a_bar()
    {
        var screen = Draw(Moments.Blocked, Language.English);

        Assert.Equal(["93 %", "5 %", "< 1 %"], screen.FindAll(".share").Select(share => share.TextContent));
        Assert.Equal("93", screen.Find(".bar rect").GetAttribute("width"));
    }

    [Fact]
    public void Every_state_is_told_by_an_icon_and_words() =>
        Assert.All(Moments.All, moment => Assert.All(Draw(moment, Language.Chinese).FindAll(".lamp"), lamp =>
        {
            Assert.NotNull(lamp.QuerySelector("svg path[d]"));
            Assert.NotEmpty(lamp.TextContent.Trim());
        }));

    [Fact]
    public void No_shortcut_presses_two_keys() =>
        Assert.All(Moments.All, moment =>
        {
            var keys = Draw(moment, Language.English).FindAll("[aria-keyshortcuts]")
                .SelectMany(button => button.GetAttribute("aria-keyshortcuts")!.Split(' ')).ToList();
            Assert.Equal(keys.Distinct(), keys);
        });

    private IRenderedComponent<CashierScreen> Draw(TillView view, Language language) =>
        Render<CashierScreen>(with => with
            .Add(screen => screen.View, view)
            .Add(screen => screen.Language, language)
            .Add(screen => screen.SpareAddress, "/floor/2")
            .Add(screen => screen.Wish, _wishes.Add));
}
