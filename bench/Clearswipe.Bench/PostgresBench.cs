using System.Reflection;
using BenchmarkDotNet.Attributes;
using Clearswipe.Store;
using Clearswipe.Tests.Store.Postgres;
using Npgsql;

namespace Clearswipe.Bench;

/// <summary>
/// Durable inserts by 64 callers at once into a PostgreSQL on this machine's disk: each on a connection of its own (the
/// baseline), and through the store, as works and as statements.
/// </summary>
public class PostgresBench
{
    private const int Callers = 64;
    private const int Each = 100;
    private const string Insert = "insert into sale (id, amount) values (@id, 1250)";

    private Cluster? _cluster;
    private Database? _database;
    private NpgsqlDataSource? _single;
    private int _next;

    [GlobalSetup]
    public void Open()
    {
        _cluster = Cluster.OnDisk();
        var to = _cluster.NewDatabase();
        _database = Database.OpenPostgres(to, Assembly.GetExecutingAssembly(), "Tables", TimeProvider.System);
        _single = NpgsqlDataSource.Create($"{to};Maximum Pool Size={Callers};Max Auto Prepare=8");
    }

    [GlobalCleanup]
    public void Close()
    {
        _database!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _single!.Dispose();
        _cluster!.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Callers * Each)]
    public Task AConnectionEach() => Crowd(async () =>
    {
        await using var connection = await _single!.OpenConnectionAsync();
        for (var i = 0; i < Each; i++)
        {
            await using var command = new NpgsqlCommand("insert into sale (id, amount) values ($1, 1250)", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = Next() });
            await command.ExecuteNonQueryAsync();
        }
    });

    [Benchmark(OperationsPerInvoke = Callers * Each)]
    public Task Works() => Crowd(async () =>
    {
        for (var i = 0; i < Each; i++)
            await _database!.Write(session => session.Execute(Insert, ("@id", Next())));
    });

    [Benchmark(OperationsPerInvoke = Callers * Each)]
    public Task Statements() => Crowd(async () =>
    {
        for (var i = 0; i < Each; i++)
            await _database!.Write(new Statement(Insert, ("@id", Next())), changed => changed);
    });

    private long Next() => Interlocked.Increment(ref _next);

    private static Task Crowd(Func<Task> caller) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(caller)));
}
