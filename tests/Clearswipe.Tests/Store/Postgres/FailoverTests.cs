using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Clearswipe.Store;
using HouseOf = Clearswipe.Tests.House.House;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>
/// Two nodes under Patroni, and the primary dies under load, again and again. `./build kill` runs it: a cycle takes
/// most of a minute, which a test run has not.
/// </summary>
public sealed class FailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Cluster =
        "Host=127.0.0.1:55431,127.0.0.1:55432;Username=clearswipe;Database=postgres;SSL Mode=Disable";

    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("CLEARSWIPE_KILLS") ?? "1", CultureInfo.InvariantCulture);

    private readonly ConcurrentBag<long> _written = [];
    private readonly ConcurrentBag<long> _counted = [];
    private long _key;
    private int _unknown;
    private int _unreached;

    public ValueTask InitializeAsync()
    {
        Script("down");
        Script("up");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Script("down");
        return ValueTask.CompletedTask;
    }

    [Fact(Explicit = true)]
    public async Task With_the_primary_killed_under_load_nothing_acknowledged_is_lost_and_nothing_doubled()
    {
        await using var one = Open();
        await using var other = Open();
        using var over = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).SelectMany(_ => new[] { Write(one), Write(other), Count(one), Count(other) });
        var running = Task.WhenAll(load.Select(Task.Run).ToList());
        for (var kill = 1; kill <= Kills; kill++)
            await KillOnce(kill);
        await over.CancelAsync();
        await running;
        await Check(one);

        Func<Task> Write(Database database) => () => WriteOnce(database, over.Token);
        Func<Task> Count(Database database) => () => CountOnce(database, over.Token);
    }

    private async Task KillOnce(int kill)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        Script("kill");
        var (since, before) = (Stopwatch.GetTimestamp(), _written.Count);
        // What was under way may still be answered; what comes after the failover comes in hundreds.
        while (_written.Count < before + 500)
            await Task.Delay(50);
        output.WriteLine(
            $"kill {kill}: writing again after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s; "
            + $"{_written.Count} keys and {_counted.Count} counts acknowledged so far");
        Script("revive");
    }

    /// <summary>Each key is written until that is acknowledged: a lost answer is resolved by the key itself.</summary>
    private async Task WriteOnce(Database database, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var key = Interlocked.Increment(ref _key);
            var insert = new Statement(
                "insert into note (id, text) values (@id, 'key') on conflict (id) do nothing", ("@id", key));
            while (await Try(() => database.Write(insert, _ => key)) is null)
            {
            }

            _written.Add(key);
        }
    }

    /// <summary>Reads, decides and writes: negative numbers, one after the other. Unknown ones are left.</summary>
    private async Task CountOnce(Database database, CancellationToken over)
    {
        const string least = "select coalesce(min(id), 0) - 1 from note where id < 0";
        while (!over.IsCancellationRequested)
            if (await Try(() => database.Write(session =>
                {
                    var next = session.First(least, row => row.GetInt64(0));
                    session.Execute("insert into note (id, text) values (@id, 'count')", ("@id", next));
                    return next;
                })) is { } counted)
                _counted.Add(counted);
    }

    private async Task<long?> Try(Func<Task<long>> write)
    {
        try
        {
            return await write();
        }
        catch (StoreUnknownException)
        {
            Interlocked.Increment(ref _unknown);
        }
        catch (StoreUnreachableException)
        {
            Interlocked.Increment(ref _unreached);
            await Task.Delay(100);
        }

        return null;
    }

    private async Task Check(Database database)
    {
        await database.Write(_ => { });
        var ids = database.Read(session => session.Query("select id from note order by id", row => row.GetInt64(0)));
        output.WriteLine(
            $"{Kills} kills, {_written.Count} keys and {_counted.Count} counts acknowledged, "
            + $"{_unreached} refused for want of a server, {_unknown} unknown, {ids.Count} rows");
        Assert.Equal(_written.Order(), ids.Where(id => id > 0));
        Assert.Equal(_counted.Count, _counted.Distinct().Count());
        Assert.Empty(_counted.Except(ids));
        Assert.InRange(ids.Count(id => id < 0), _counted.Count, _counted.Count + _unknown);
    }

    private static Database Open() =>
        Database.OpenPostgres(Cluster, typeof(FailoverTests).Assembly, "Store.Good", TimeProvider.System);

    private static void Script(string verb)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(HouseOf.Root, "deploy/patroni/loopback.sh"), verb))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
