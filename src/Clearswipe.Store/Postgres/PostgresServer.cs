using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>The primary of a PostgreSQL cluster, and the only way in which it is ever connected to.</summary>
sealed class PostgresServer : IDisposable
{
    // A program that stopped in the middle of its turn holds up the others no longer than this.
    private const string Waits =
        "-c idle_in_transaction_session_timeout=5s -c lock_timeout=10s -c statement_timeout=30s";

    private PostgresServer(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    /// <summary>For sales: nothing is waited for so long that a terminal would give up first.</summary>
    public static PostgresServer InHaste(string connectionString)
    {
        var settings = Settings(connectionString);
        settings.Options = $"{settings.Options} {Waits}".Trim();
        return new PostgresServer(Build(settings));
    }

    /// <summary>For migrations: large tables take their time.</summary>
    public static PostgresServer WithTime(string connectionString)
    {
        var settings = Settings(connectionString);
        settings.CommandTimeout = 0;
        return new PostgresServer(Build(settings));
    }

    /// <summary>A connection to the primary. <see cref="StoreUnreachableException"/> when there is none.</summary>
    public NpgsqlConnection Connect()
    {
        try
        {
            return Source.OpenConnection();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw new StoreUnreachableException(failure);
        }
    }

    public void Dispose() => Source.Dispose();

    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "clearswipe",
            MaxAutoPrepare = 512,           // each statement is parsed and planned once a connection
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,          // every transaction ends before its connection goes back
            Enlist = false,
            CancellationTimeout = -1,       // a commit that is waited for too long is asked for, never cancelled
            HostRecheckSeconds = 1,
        };
        settings.Timeout = Math.Min(settings.Timeout, 5);
        return settings;
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        return settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }
}
