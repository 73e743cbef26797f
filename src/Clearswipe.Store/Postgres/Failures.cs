using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>What a failure says of the work, of others at the same time, or of the server.</summary>
static class Failures
{
    private const string IdleInTransaction = "25P03";

    /// <summary>Two groups stood in each other's way, and the server gave this one up: it is run again.</summary>
    public static bool IsConflict(Exception failure) =>
        failure is PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable,
        };

    /// <summary>The connection is over: a cut line, a server that stops, one that is no more the primary.</summary>
    public static bool IsLoss(Exception failure) => failure switch
    {
        StoreUnreachableException => true,
        PostgresException { SqlState: var state } => EndsTheConnection(state),
        NpgsqlException => true,
        _ => false,
    };

    // Class 08 is the connection itself, 57P0x a server that is ended; 25P03 is our own too long silence.
    private static bool EndsTheConnection(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state is PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransaction;
}
