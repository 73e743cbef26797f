using Bunit;
using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Screens;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Screens;

/// <summary>What the customer sees: large, kind, and never a digit of the PIN.</summary>
public sealed class CustomerScreenTests : BunitContext
{
    private readonly List<PadStroke> _strokes = [];
    private readonly List<TillWish> _wishes = [];

    [Fact]
    public void The_amount_stands_large() =>
        Assert.Equal("¥128.00", Draw(Moments.AwaitingCard).Find(".pos-amount").TextContent);

    [Fact]
    public void A_typed_key_is_a_star_and_nothing_else()
    {
        var screen = Draw(Moments.AwaitingPin);

        Assert.Equal(3, screen.FindAll(".pos-stars .is-typed").Count);
        Assert.Equal("已输入 3 位", screen.Find(".pos-stars").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_last_try_is_announced_before_it_is_used() =>
        Assert.Contains("再错会锁卡", Draw(Moments.AwaitingPin).Find(".pos-tries").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Tries_left_are_said_only_when_they_are_known() =>
        Assert.Empty(Draw(Moments.AwaitingPin with { PinTriesLeft = null }).FindAll(".pos-tries"));

    [Fact]
    public void The_pad_says_that_it_is_simulated() =>
        Assert.Contains("PCI PTS", Draw(Moments.Idle).Find(".pin-notice").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Keys_stay_at_their_places_and_sleep_until_a_pin_is_asked_for()
    {
        string[] Faces(TillView view) =>
            [.. Draw(view).FindAll(".pin-pad button").Select(key => key.TextContent.Trim())];

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "取消", "清除", "确认"], Faces(Moments.AwaitingPin));
        Assert.Equal(Faces(Moments.AwaitingPin), Faces(Moments.Idle));
        Assert.All(Draw(Moments.Idle).FindAll(".pin-pad button"), key => Assert.True(key.HasAttribute("disabled")));
    }

    [Fact]
    public void A_key_by_finger_goes_down_and_comes_up()
    {
        var screen = Draw(Moments.AwaitingPin);
        screen.FindAll(".pin-pad button")[4].PointerDown();
        screen.FindAll(".pin-pad button")[4].PointerUp();
        screen.FindAll(".pin-pad button")[4].Click(new() { Detail = 1 });

        Assert.Equal([new(PadKey.Five, true), new(PadKey.Five, false)], _strokes);
    }

    [Fact]
    public void A_key_by_keyboard_is_one_stroke()
    {
        Draw(Moments.AwaitingPin).FindAll(".pin-pad button")[4].Click(new() { Detail = 0 });

        Assert.Equal([new(PadKey.Five, true), new(PadKey.Five, false)], _strokes);
    }

    [Fact]
    public void A_stroke_in_a_log_does_not_tell_its_key() =>
        Assert.Single(Enum.GetValues<PadKey>().Select(key => new PadStroke(key, true).ToString()).Distinct());

    [Fact]
    public void The_other_language_is_one_touch_away()
    {
        Draw(Moments.Idle).Find(".pos-top button[lang=en]").Click();

        Assert.Equal(new TillWish.Speak(Language.English), Assert.Single(_wishes));
    }

    [Theory]
    [InlineData(Language.Chinese, "zh-CN")]
    [InlineData(Language.English, "en")]
    public void The_screen_and_its_voice_name_their_language(Language language, string code)
    {
        var screen = Draw(Moments.AwaitingCard with { Language = language, Spoken = new("请插卡", "Insert your card") });

        Assert.Equal(code, screen.Find(".pos").GetAttribute("lang"));
        Assert.Equal(code, screen.Find("[data-speak]").GetAttribute("data-speak-lang"));
        Assert.Equal(
            new Bilingual("请插卡", "Insert your card").In(language),
            screen.Find("[data-speak]").GetAttribute("data-speak"));
    }

    [Fact]
    public void A_paid_sale_leads_to_its_electronic_receipt() =>
        Assert.Equal("/r/token", Draw(Moments.Paid).Find("a:has(.pos-qr-small)").GetAttribute("href"));

    private IRenderedComponent<CustomerScreen> Draw(TillView view) =>
        Render<CustomerScreen>(with => with
            .Add(screen => screen.View, view)
            .Add(screen => screen.Wish, _wishes.Add)
            .Add(screen => screen.OnKey, _strokes.Add));
}
