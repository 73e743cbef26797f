using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clearswipe.Stories;

/// <summary>A window at the counter: what people press and see there, and what the browser complains of.</summary>
sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<byte[]> _frames = new();

    public BrowserWindow(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                _complaints.Enqueue(said.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                _complaints.Enqueue($"{answer.Status} {answer.Url}");
        };
        page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => _frames.Enqueue(BytesOf(frame));
            socket.FrameSent += (_, frame) => _frames.Enqueue(BytesOf(frame));
        };
    }

    public IPage Page { get; }

    /// <summary>All that went between page and server after the page was loaded.</summary>
    public IReadOnlyList<byte[]> Frames => [.. _frames];

    public ILocator MainKey => Page.Locator("#cashier .key-main");

    public Task Stands(string phase) =>
        Assertions.Expect(Page.Locator("#cashier h3[data-phase]")).ToHaveAttributeAsync("data-phase", phase);

    /// <summary>The cashier types an amount and charges.</summary>
    public async Task Charge(string digits)
    {
        await BeginAnew();
        foreach (var digit in digits)
            await Page.Locator($"#cashier .amount-pad button[aria-keyshortcuts='{digit}']").ClickAsync();
        await MainKey.ClickAsync();
        await Stands("AwaitingCard");
    }

    /// <summary>Whatever an earlier story left on the till is ended first.</summary>
    public async Task BeginAnew()
    {
        var ends = Page.Locator("#cashier button[aria-keyshortcuts~='F2'], #cashier button[aria-keyshortcuts='F4']");
        while (await Page.Locator("#cashier h3[data-phase]").GetAttributeAsync("data-phase") != "Idle")
        {
            if (await ends.CountAsync() > 0)
                await ends.First.ClickAsync();
            await Task.Delay(100);
        }
    }

    /// <summary>The customer presents a card of the wallet, such as "Swipe: A good card".</summary>
    public Task Present(string how) =>
        Page.GetByRole(AriaRole.Button, new() { Name = how, Exact = true }).First.ClickAsync();

    /// <summary>The customer types at the pad on the screen.</summary>
    public async Task TypePin(string digits)
    {
        await Stands("AwaitingPin");
        foreach (var digit in digits)
            await Page.Locator($".pin-pad button[aria-keyshortcuts='{digit}']").ClickAsync();
        await Page.Locator(".pin-pad .pin-enter").ClickAsync();
    }

    public async Task NextCustomer()
    {
        await Page.Locator("#cashier button[aria-keyshortcuts~='F2']").ClickAsync();
        await Stands("Idle");
    }

    /// <summary>WCAG's automatic checks find nothing that hinders people seriously.</summary>
    public async Task HasNoBarrier()
    {
        var found = await Page.RunAxe();
        var barriers =
            from violation in found.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Id}: {violation.Help}: {node.Html} {Why(node)}";
        var told = string.Join('\n', barriers);
        Assert.True(told.Length == 0, told);
    }

    /// <summary>The browser had nothing to complain of: no error, no refused script, no missing file.</summary>
    public void HasNoComplaint()
    {
        var told = string.Join('\n', _complaints);
        Assert.True(told.Length == 0, told);
    }

    /// <summary>Keeps a picture of the page where CLEARSWIPE_PICTURES says.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("CLEARSWIPE_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static string Why(AxeResultNode node) =>
        string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));

    private static byte[] BytesOf(IWebSocketFrame frame) =>
        frame.Binary ?? System.Text.Encoding.UTF8.GetBytes(frame.Text ?? "");
}
