using System.CommandLine;
using System.Globalization;
using System.Net;
using Clearswipe.Host.Load;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;

namespace Clearswipe.Host.Commands;

/// <summary>
/// `bench`, and `bench switch`: durable sales a second from outside, beside what network and disk do alone.
/// </summary>
static class BenchCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private static readonly Option<int> Connections = new("--connections")
    {
        Description = "connections, each with one sale under way",
        DefaultValueFactory = _ => 64,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "how long is measured, after three seconds of warming up",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "a host door that listens already, such as 127.0.0.1:9583; else samples/bench is started",
    };

    static BenchCommand()
    {
        Connections.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is > 0 and <= 4096))
                result.AddError("--connections takes a number from 1 to 4096.");
        });
        Seconds.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is > 0 and <= 9999))
                result.AddError("--seconds takes a number from 1 to 9999.");
        });
    }

    public static Command Create(Shell shell)
    {
        var bench = new Command("switch", "Durable sales a second, beside an echo and bare group commit")
        {
            Connections, Seconds, At,
        };
        bench.SetAction((parsed, cancellation) => Run(shell, parsed, cancellation));
        var echo = new Command("echo", "The echo that `bench switch` measures beside") { Hidden = true };
        echo.SetAction(async (_, cancellation) =>
        {
            using var part = new Part(shell.Time);
            await EchoServer.Run(shell, part.Surroundings, cancellation);
        });
        return new Command("bench", "Measure: ratios within one run") { bench, BenchDiagnosis.Create(shell), echo };
    }

    private static async Task<int> Run(Shell shell, ParseResult parsed, CancellationToken cancellation)
    {
        var (connections, lasts) = (parsed.GetValue(Connections), TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
        using var folder = new TemporaryFolder();
        await shell.Out.WriteLineAsync($"{connections} connections, {lasts.TotalSeconds} s each, {Machine()}");

        var commits = await CommitProbe.Run(connections, lasts, shell.Time);
        Say(shell, $"bare group commit   {commits,10:N0} rows/s");
        var echo = await Measure(shell, 1, connections, lasts, "bench", "echo");
        Say(shell, $"echo through a link {echo.PerSecond,10:N0} messages/s   {Waits(echo)}");
        var sales = parsed.GetValue(At) is { } at
            ? await Load(shell, HostPort.Own(at), connections, lasts)
            : await Measure(
                shell, 2, connections, lasts, "switch", "--config", Sample(folder), "--data",
                Path.Combine(folder.Path, "data"), "--port", "0");
        Say(shell, $"durable sales       {sales.PerSecond,10:N0} sales/s      {Waits(sales)}");
        var (ofEcho, ofCommits) = (sales.PerSecond / echo.PerSecond, sales.PerSecond / commits);
        Say(shell, $"{ofEcho:P0} of the echo, {ofCommits:P0} of bare commits");
        if (sales.Refused == 0)
            return ExitCode.Good;
        Say(shell, $"NOT APPROVED: {sales.Refused:N0}");
        return ExitCode.Problem;
    }

    private static async Task<LoadReport> Measure(
        Shell shell, int doors, int connections, TimeSpan lasts, params string[] arguments)
    {
        await using var child = await ChildProgram.Start(doors, arguments);
        // What is compiled and opened at first belongs to no sale.
        await Load(shell, child.At, connections, WarmUp);
        var before = child.Busy;
        var report = await Load(shell, child.At, connections, lasts);
        var busy = (child.Busy - before) / Math.Max(1, report.Answered);
        Say(shell, $"  {busy.TotalMicroseconds:F1} µs of processor time each there, {child.Memory / 1_048_576} MB");
        return report;
    }

    private static Task<LoadReport> Load(Shell shell, IPEndPoint at, int connections, TimeSpan lasts) =>
        new LoadClient(at, SampleSetup.Purchase(), shell.Time).Run(connections, lasts);

    // Any free port: whoever measures may have a switch running.
    private static string Sample(TemporaryFolder folder)
    {
        var config = SampleSetup.WriteTo(folder.Path);
#pragma warning disable RS0030 // The program's own sample, in a folder of its own.
        File.WriteAllText(config, File.ReadAllText(config).Replace(":9583", ":0", StringComparison.Ordinal));
#pragma warning restore RS0030
        return config;
    }

    private static string Waits(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Milliseconds(report, 0.5):F2} ms, p99 {Milliseconds(report, 0.99):F2} ms, "
        + $"longest {Milliseconds(report, 1):F1} ms");

    private static double Milliseconds(LoadReport report, double share) =>
        report.Percentile(share).TotalMilliseconds;

    private static string Machine() =>
        $"{Environment.ProcessorCount} processors, load {(OperatingSystem.IsLinux() ? LoadAverage() : "unknown")}";

#pragma warning disable RS0030 // The kernel tells its load in a file.
    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
#pragma warning restore RS0030

    private static void Say(Shell shell, FormattableString line) =>
        shell.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
