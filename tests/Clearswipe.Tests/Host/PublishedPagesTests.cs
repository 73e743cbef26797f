using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Facts = Clearswipe.Tests.House.House;

namespace Clearswipe.Tests.Host;

/// <summary>
/// The pages as a visitor gets them, from the published program: `./build test` makes it before the tests.
/// </summary>
public sealed partial class PublishedPagesTests(
    PublishedPagesTests.Program program) : IClassFixture<PublishedPagesTests.Program>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/floor/10000002")]
    [InlineData("/counter/10000001")]
    [InlineData("/customer/10000001")]
    [InlineData("/explain")]
    [InlineData("/health")]
    public async Task A_page_comes_whole_and_shows_no_card_number(string path)
    {
        using var answer = await program.Get(path);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotMatch(CardNumber(), body);
        Assert.Contains(
            "script-src 'self'", answer.Headers.GetValues(
                "Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/r/0123456789abcdef0123456789abcdef")]
    [InlineData("/counter/1")]
    [InlineData("/floor/1")]
    [InlineData("/nowhere")]
    public async Task What_is_not_here_is_said_in_words(string path)
    {
        using var answer = await program.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_a_page_loads_is_here()
    {
        var page = await (await program.Get("/")).Content.ReadAsStringAsync();
        var loaded = Loaded().Matches(page).Select(match => match.Groups["path"].Value).ToList();

        Assert.True(loaded.Count >= 5, page);
        foreach (var path in loaded)
            Assert.Equal(HttpStatusCode.OK, (await program.Get("/" + path)).StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "演示柜台")]
    [InlineData("en", "Demo counter")]
    public async Task A_page_speaks_the_language_that_its_reader_prefers(string language, string said)
    {
        var page = await (await program.Get("/", language)).Content.ReadAsStringAsync();

        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_host_name_is_not_served() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/", host: "rebound.example")).StatusCode);

    [GeneratedRegex(@"(?<![0-9A-Za-z/+=])\d{14,19}(?![0-9A-Za-z/+=])", RegexOptions.None, 1000)]
    private static partial Regex CardNumber();

    [GeneratedRegex("<(?:link|script)[^>]+(?:href|src)=\"(?<path>[^\"/][^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Loaded();

    /// <summary>`clearswipe up` as it was published, on any free port, over a folder of its own.</summary>
    public sealed partial class Program : IAsyncLifetime
    {
        private static readonly string Published = Path.Combine(Facts.Root, "out", "clearswipe", "clearswipe");
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("clearswipe-up-");
        private readonly HttpClient _client = new();
        private Process? _process;

        public async ValueTask InitializeAsync()
        {
            if (!File.Exists(Published))
                return;
            _process = Process.Start(new ProcessStartInfo(Published)
            {
                ArgumentList = { "up", "--port", "0", "--data", _data.FullName },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Address().Match(line) is { Success: true } match)
                {
                    _client.BaseAddress = new Uri(match.Value);
                    break;
                }
            }

            // Nobody reads the rest, and a full pipe would stop the program.
            _process.BeginErrorReadLine();
            _ = _process.StandardOutput.ReadToEndAsync();
        }

        public Task<HttpResponseMessage> Get(string path, string language = "en", string? host = null)
        {
            Assert.SkipWhen(_client.BaseAddress is null, "the program is not published: ./build test does it");
            var request =
                new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
            request.Headers.Host = host;
            return _client.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            if (_process is { } process)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }

            _client.Dispose();
            _data.Delete(recursive: true);
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
        private static partial Regex Address();
    }
}
