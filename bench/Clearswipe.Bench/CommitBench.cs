using System.Reflection;
using BenchmarkDotNet.Attributes;
using Clearswipe.Store;

namespace Clearswipe.Bench;

/// <summary>Durable writes: one at a time (the baseline: a sync each), and many at once, which share a sync.</summary>
public class CommitBench
{
    private const int AtOnce = 64;

    private string _folder = "";
    private Database? _database;
    private int _next;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("clearswipe-bench-").FullName;
        _database = Database.Open(Path.Combine(_folder, "bench.db"), Assembly.GetExecutingAssembly(), "Tables");
    }

    [GlobalCleanup]
    public void Close()
    {
        _database!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = AtOnce)]
    public async Task OneByOne()
    {
        for (var i = 0; i < AtOnce; i++)
            await Insert();
    }

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task ManyAtOnce() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Insert()));

    private Task<int> Insert()
    {
        var id = Interlocked.Increment(ref _next);
        return _database!.Write(session =>
            session.Execute("insert into sale (id, amount) values (@id, 1250)", ("@id", id)));
    }
}
