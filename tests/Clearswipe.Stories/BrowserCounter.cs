using Microsoft.Playwright;

namespace Clearswipe.Stories;

/// <summary>The published program with its pages, and a browser before it, for all the stories of a class.</summary>
public sealed class BrowserCounter : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const float Patience = 30_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-browser-").FullName;
    private ProgramRun? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _address = "";

    /// <summary>Why these stories cannot be told here; null when they can.</summary>
    public static string? Missing =>
        Repository.Published is null ? "the program is not published; ./build test publishes it"
        : !File.Exists(Chromium) ? "chromium is not installed"
        : null;

    internal ProgramRun Program => _program!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        _program = ProgramRun.Start(Repository.Published!, "up", "--port", "0", "--data", _folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        Assertions.SetDefaultExpectTimeout(Patience);
        var said = await _program.Hear("Clearswipe");
        Assert.True(said is not null, _program.Said);
        _address = said[said.IndexOf("http", StringComparison.Ordinal)..].Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _program?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new window at the page.</summary>
    internal async Task<BrowserWindow> Open(string path)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 1440, Height = 900 },
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        var window = new BrowserWindow(context, await context.NewPageAsync());
        await window.Page.GotoAsync(_address + path);
        // A page is drawn before its line to the server is up; until then its keys are inert.
        await Assertions.Expect(window.Page.Locator("[inert]")).ToHaveCountAsync(0);
        return window;
    }
}
