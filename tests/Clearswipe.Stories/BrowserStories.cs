using System.Text;
using Clearswipe.Lab.Worlds;
using Microsoft.Playwright;

namespace Clearswipe.Stories;

/// <summary>The demo counter as a person meets it: the published program in a real browser.</summary>
public sealed class BrowserStories(BrowserCounter counter) : IClassFixture<BrowserCounter>
{
    private const string Pin = "135790";
    private const string WrongPin = "235790";
    private const string InsertGood = "Insert: A good card";

    [Fact]
    public async Task A_demagnetised_card_is_explained_and_ends_paid_by_its_chip()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/?lang=en");
        await window.Charge("1250");
        await window.Picture("1-awaiting-card");

        await window.Present("Swipe: Stripe demagnetised, chip well");
        await window.Stands("Blocked");
        await Assertions.Expect(window.Page.Locator("#cashier")).ToContainTextAsync("chip");
        await Assertions.Expect(window.MainKey).ToHaveAttributeAsync("data-step", "InsertChip");
        await window.HasNoBarrier();
        await window.Picture("2-blocked");

        await window.MainKey.ClickAsync();
        await window.Stands("AwaitingCard");
        await window.Present("Insert: Stripe demagnetised, chip well");
        await window.Stands("AwaitingPin");
        await window.HasNoBarrier();
        await window.Picture("3-awaiting-pin");
        await window.TypePin(Pin);

        await window.Stands("Paid");
        await Assertions.Expect(window.Page.Locator(".till-receipt .paper")).ToContainTextAsync("12.50");
        await Assertions.Expect(window.Page.Locator(".roll .paper")).ToContainTextAsync("12.50");
        await window.HasNoBarrier();
        await window.Picture("4-paid");
        await window.NextCustomer();
        window.HasNoComplaint();
    }

    [Fact]
    public async Task A_wrong_PIN_is_told_kindly_and_typed_again()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/?lang=en");
        await window.Charge("8800");
        await window.Present(InsertGood);
        await window.TypePin(WrongPin);

        await window.Stands("Blocked");
        await Assertions.Expect(window.MainKey).ToHaveAttributeAsync("data-step", "EnterPinAgain");
        // The chip still counts three tries and the bank tells none: nothing is promised.
        await Assertions.Expect(window.Page.Locator(".pos-tries")).ToHaveCountAsync(0);
        await window.Picture("5-wrong-pin");
        await window.MainKey.ClickAsync();
        await window.TypePin(Pin);

        await window.Stands("Paid");
        await window.NextCustomer();
        window.HasNoComplaint();
    }

    [Fact]
    public async Task A_language_is_one_click_away_for_cashier_and_customer()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/?lang=en");
        var page = window.Page;
        await window.BeginAnew();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(window.MainKey).ToContainTextAsync("Charge");

        await page.Locator(".house-tongue a[hreflang^='zh']").ClickAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(window.MainKey).ToContainTextAsync("收款");
        await page.GotoAsync(new Uri(page.Url).GetLeftPart(UriPartial.Authority) + "/explain");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");

        await page.GoBackAsync();
        var display = page.Locator("#customer .pos");
        var before = await display.GetAttributeAsync("lang");
        await page.Locator("#customer .pos-tools button[lang]").ClickAsync();
        await Assertions.Expect(display).Not.ToHaveAttributeAsync("lang", before!);
        await page.Locator("#customer .pos-tools button[lang]").ClickAsync();
        await Assertions.Expect(display).ToHaveAttributeAsync("lang", before!);
        window.HasNoComplaint();
    }

    [Theory]
    [InlineData("/?lang=en")]
    [InlineData("/?lang=zh-CN")]
    [InlineData("/explain?lang=en")]
    [InlineData("/explain?lang=zh-CN")]
    public async Task No_page_puts_a_barrier_in_anybodys_way(string path)
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open(path);
        await Assertions.Expect(window.Page.Locator("main button").First).ToBeVisibleAsync();

        await window.HasNoBarrier();
        window.HasNoComplaint();
    }

    [Fact]
    public async Task A_code_is_explained_on_the_page()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/explain?lang=en");
        await window.Page.Locator("#pasted").FillAsync("55");
        await window.Page.Locator(".sheet-button").ClickAsync();

        await Assertions.Expect(window.Page.Locator(".told-item").First).ToContainTextAsync("PIN");
        await window.HasNoBarrier();
        await window.Picture("6-explain");
        window.HasNoComplaint();
    }

    [Fact]
    public async Task A_whole_sale_is_made_without_a_mouse()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/?lang=en");
        var keys = window.Page.Keyboard;
        await window.BeginAnew();
        foreach (var digit in "1250")
            await keys.PressAsync($"{digit}");
        await Assertions.Expect(window.Page.Locator("#amount-due")).ToHaveTextAsync("¥12.50");
        await keys.PressAsync("Enter");
        await window.Stands("AwaitingCard");

        await TabTo(window.Page, InsertGood);
        await keys.PressAsync("Enter");
        await window.Stands("AwaitingPin");
        foreach (var digit in Pin)
            await keys.PressAsync($"{digit}");
        await Assertions.Expect(window.Page.Locator(".pos-stars .is-typed")).ToHaveCountAsync(Pin.Length);
        await keys.PressAsync("Enter");

        await window.Stands("Paid");
        await keys.PressAsync("F2");
        await window.Stands("Idle");
        window.HasNoComplaint();
    }

    [Fact]
    public async Task No_full_card_number_ever_reaches_the_browser()
    {
        Assert.SkipUnless(BrowserCounter.Missing is null, BrowserCounter.Missing ?? "");
        await using var window = await counter.Open("/?lang=en");
        await window.Charge("500");
        await window.Present(InsertGood);
        await window.TypePin(Pin);
        await window.Stands("Paid");
        foreach (var drawer in await window.Page.Locator("#bench summary").AllAsync())
            await drawer.ClickAsync();
        var messages = window.Page.Locator(".wire details summary");
        await Assertions.Expect(messages.First).ToBeVisibleAsync();
        foreach (var message in (await messages.AllAsync()).Take(4))
            await message.ClickAsync();
        await Assertions.Expect(window.Page.Locator(".wire")).ToContainTextAsync("999901******0011");

        var cards = World.Find("demo").Cards;
        var scan = new SecrecyScan(
            [.. cards.SelectMany(SecrecyScan.Of).Where(secret => secret.Text.Length > Pin.Length)]);
        Assert.Empty(scan.FindIn("the page", await window.Page.ContentAsync()));
        Assert.NotEmpty(window.Frames);
        Assert.Empty(scan.FindIn("the line to the page", [.. window.Frames.SelectMany(frame => frame)]));
        Assert.Empty(scan.FindIn("the program's output", Encoding.UTF8.GetBytes(counter.Program.Said)));
        await window.NextCustomer();
    }

    private static async Task TabTo(IPage page, string label)
    {
        for (var tab = 0; tab < 200; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("document.activeElement?.getAttribute('aria-label')") == label)
                return;
        }

        Assert.Fail($"no Tab leads to \"{label}\"");
    }
}
