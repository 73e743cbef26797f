using System.Globalization;
using System.Net;
using Clearswipe.Host.Load;
using Clearswipe.Host.Wiring;

namespace Clearswipe.Host.Commands;

/// <summary>One run of the bench: each part of it with so many connections for so long, said as it is found.</summary>
sealed class BenchRun(Shell shell, int connections, TimeSpan lasts, CancellationToken cancellation)
{
    private const int MostOfServer = 64;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // A long run is one of sales: what is measured beside them needs no hour.
    private readonly TimeSpan _probe = lasts < LongestProbe ? lasts : LongestProbe;

    /// <summary>Over a file: sales beside an echo and bare group commit.</summary>
    public async Task<int> OverFile(IPEndPoint? at)
    {
        using var folder = new TemporaryFolder();
        Begin("SQLite");
        var commits = await Commits(
            CommitProbe.OfFile(Path.Combine(folder.Path, "probe.db"), connections, _probe, shell.Time));
        var echo = await Echo();
        return at is null
            ? End(await Sales(SampleSetup.WriteTo(folder.Path, null), folder), echo, commits)
            : End(Told(await Load(at, lasts)), echo, commits);
    }

    /// <summary>The same over a PostgreSQL, and beside what that does with rows that are inserted one by one.</summary>
    public async Task<int> OverPostgres(string connection)
    {
        using var folder = new TemporaryFolder();
        await using var server = await BenchServer.Open(connection);
        Begin("PostgreSQL");
        var callers = Math.Min(connections, MostOfServer);
        var inserts = await server.SingleInserts(callers, _probe, shell.Time).WaitAsync(cancellation);
        Say($"single inserts      {inserts,10:N0} rows/s       by {callers} connections, a commit each");
        var commits = await Commits(
            CommitProbe.OfPostgres(server.To("commits"), connections, _probe, shell.Time));
        var echo = await Echo();
        var sales = await Sales(SampleSetup.WriteTo(folder.Path, server.To), folder);
        Say($"{sales.PerSecond / inserts:P0} of single inserts");
        return End(sales, echo, commits);
    }

    private async Task<double> Commits(Task<double> probe)
    {
        var commits = await probe.WaitAsync(cancellation);
        Say($"bare group commit   {commits,10:N0} rows/s");
        return commits;
    }

    private async Task<LoadReport> Echo()
    {
        var echo = await Measure(1, _probe, "bench", "echo");
        Say($"echo through a link {echo.PerSecond,10:N0} messages/s   {Waits(echo)}");
        return echo;
    }

    private async Task<LoadReport> Sales(string config, TemporaryFolder folder) => Told(await Measure(
        2, lasts, "switch", "--config", config, "--data", Path.Combine(folder.Path, "data"), "--port", "0"));

    private LoadReport Told(LoadReport sales)
    {
        Say($"durable sales       {sales.PerSecond,10:N0} sales/s      {Waits(sales)}");
        return sales;
    }

    private int End(LoadReport sales, LoadReport echo, double commits)
    {
        Say($"{sales.PerSecond / echo.PerSecond:P0} of the echo, {sales.PerSecond / commits:P0} of bare commits");
        Say($"load {LoadAverage()} at the end");
        if (sales.Refused == 0)
            return ExitCode.Good;
        Say($"NOT APPROVED: {sales.Refused:N0}");
        return ExitCode.Problem;
    }

    private async Task<LoadReport> Measure(int doors, TimeSpan span, params string[] arguments)
    {
        await using var child = await ChildProgram.Start(doors, arguments);
        // What is compiled and opened at first belongs to no sale.
        await Load(child.At, WarmUp);
        var (busy, allocated, memory) = (child.Busy, await child.Allocated(), child.Memory);
        var load = Load(child.At, span);
        await Watch(child, load);
        var report = await load;
        var each = Math.Max(1, report.Answered);
        busy = (child.Busy - busy) / each;
        allocated = (await child.Allocated() - allocated) / each;
        Say($"  each there: {busy.TotalMicroseconds:F1} µs of processor time, {allocated:N0} bytes allocated");
        Say($"  memory there: {memory >> 20} MB at the beginning, {child.Memory >> 20} MB at the end");
        return report;
    }

    private async Task Watch(ChildProgram child, Task load)
    {
        for (var minutes = 1; await Task.WhenAny(load, Task.Delay(Look, shell.Time, cancellation)) != load; minutes++)
            Say($"  memory there: {child.Memory >> 20} MB after {minutes} min");
    }

    private Task<LoadReport> Load(IPEndPoint at, TimeSpan span) =>
        new LoadClient(at, SampleSetup.Purchase(), shell.Time).Run(connections, span).WaitAsync(cancellation);

    private void Begin(string store)
    {
        Say($"{connections} connections, {lasts.TotalSeconds} s each, over {store}");
        Say($"{Environment.ProcessorCount} processors, load {LoadAverage()} at the beginning");
    }

    private static string Waits(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Milliseconds(report, 0.5):F2} ms, p99 {Milliseconds(report, 0.99):F2} ms, "
        + $"longest {Milliseconds(report, 1):F1} ms");

    private static double Milliseconds(LoadReport report, double share) =>
        report.Percentile(share).TotalMilliseconds;

#pragma warning disable RS0030 // The kernel tells its load in a file.
    private static string LoadAverage() =>
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
#pragma warning restore RS0030

    private void Say(FormattableString line) => shell.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
