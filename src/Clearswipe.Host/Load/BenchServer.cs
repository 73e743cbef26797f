using System.Data.Common;
using System.Globalization;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Wiring;
using Npgsql;

namespace Clearswipe.Host.Load;

/// <summary>A PostgreSQL to measure over, with databases of the bench's own; they are dropped at the end.</summary>
sealed class BenchServer : IAsyncDisposable
{
    private static readonly string[] Parts = ["rows", "commits", "switch", "issuer"];

    private readonly string _connection;
    private readonly string _names =
        string.Create(CultureInfo.InvariantCulture, $"clearswipe_bench_{Environment.ProcessId}_");

    private BenchServer(string connection) => _connection = connection;

    /// <summary>Makes the databases; the connection names one at the same server that exists.</summary>
    public static async Task<BenchServer> Open(string written)
    {
        var server = new BenchServer(Stores.Checked("--postgres", written).ConnectionString);
        try
        {
            foreach (var part in Parts)
                await server.Execute($"create database {server.NameOf(part)}");
            return server;
        }
        catch (NpgsqlException failure)
        {
            throw Trouble.Found(
                $"No database could be made at the PostgreSQL: {failure.Message}",
                "Check that it runs, its address, user and passfile, and that the user may create databases.");
        }
    }

    /// <summary>The connection string to one of the bench's databases.</summary>
    public string To(string part) =>
        new DbConnectionStringBuilder { ConnectionString = _connection, ["database"] = NameOf(part) }.ConnectionString;

    /// <summary>
    /// Rows a second when each caller has a connection, and commits each row by itself: what the server does alone.
    /// </summary>
    public async Task<double> SingleInserts(int callers, TimeSpan lasts, TimeProvider time)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(To("rows")) { MaxPoolSize = callers, NoResetOnClose = true });
        await using (var table = source.CreateCommand("create table row (id bigint primary key, amount bigint)"))
            await table.ExecuteNonQueryAsync();
        var began = time.GetTimestamp();
        var written = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => InsertUntil(source, caller, callers, began, lasts, time)));
        return written.Sum() / lasts.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts)
            await Execute($"drop database if exists {NameOf(part)} with (force)");
    }

    private string NameOf(string part) => _names + part;

    private static async Task<int> InsertUntil(
        NpgsqlDataSource source, int caller, int callers, long began, TimeSpan lasts, TimeProvider time)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand("insert into row (id, amount) values ($1, 1250)", connection);
        var id = new NpgsqlParameter<long>();
        insert.Parameters.Add(id);
        await insert.PrepareAsync();
        var written = 0;
        for (; time.GetElapsedTime(began) < lasts; written++)
        {
            id.TypedValue = (long)written * callers + caller;
            await insert.ExecuteNonQueryAsync();
        }

        return written;
    }

    // Without a pool: nothing of ours stays connected to what is dropped.
    private async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
