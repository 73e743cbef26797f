using System.Text.RegularExpressions;
using Clearswipe.Host.Commands;

namespace Clearswipe.Tests.Host;

/// <summary>`clearswipe switch --demo` over real TCP, within the test.</summary>
sealed partial class DemoSwitch : IAsyncDisposable
{
    private static readonly TimeSpan Starts = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly Task<int> _running;

    private DemoSwitch()
    {
        var shell = new Shell(
            TextReader.Null, TextWriter.Synchronized(_out), TextWriter.Synchronized(_error), TimeProvider.System);
        _running = Task.Run(() => CommandLine.Run(["switch", "--demo", "--port", "0"], shell, _stop.Token));
    }

    public string Address { get; private set; } = "";

    public string Warning => _error.ToString();

    public static async Task<DemoSwitch> Start()
    {
        var demo = new DemoSwitch();
        for (var until = DateTime.UtcNow + Starts; DateTime.UtcNow < until && !demo._running.IsCompleted;)
        {
            await Task.Delay(50);
            if (Listening().Match(demo._out.ToString()) is { Success: true } match)
            {
                demo.Address = match.Groups["address"].Value;
                return demo;
            }
        }

        throw new InvalidOperationException($"the switch did not start: {demo._out} {demo._error}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Good, await _running);
        _stop.Dispose();
    }

    [GeneratedRegex(@"^Listening on (?<address>127\.0\.0\.1:\d+)\r?$", RegexOptions.Multiline, 1000)]
    private static partial Regex Listening();
}
