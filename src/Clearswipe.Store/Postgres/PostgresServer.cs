using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>The primary of a PostgreSQL cluster, and the only way in which it is ever connected to.</summary>
sealed class PostgresServer(string connectionString) : IDisposable
{
    // A program that stopped in the middle of its turn holds up the others no longer than this.
    private const string Waits =
        "-c idle_in_transaction_session_timeout=5s -c lock_timeout=10s -c statement_timeout=30s";

    private readonly NpgsqlDataSource _source = Build(connectionString);

    public NpgsqlDataSource Source => _source;

    /// <summary>A connection to the primary. <see cref="StoreUnreachableException"/> when there is none.</summary>
    public NpgsqlConnection Connect()
    {
        try
        {
            return _source.OpenConnection();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw new StoreUnreachableException(failure);
        }
    }

    public void Dispose() => _source.Dispose();

    private static NpgsqlDataSource Build(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "clearswipe",
            MaxAutoPrepare = 512,           // each statement is parsed and planned once a connection
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,          // every transaction ends before its connection goes back
            Enlist = false,
            CancellationTimeout = -1,       // a commit that is waited for too long is asked for, never cancelled
        };
        settings.Options = $"{settings.Options} {Waits}".Trim();
        settings.Timeout = Math.Min(settings.Timeout, 5);
        settings.HostRecheckSeconds = 1;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        return settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }
}
