namespace Clearswipe.Store.Postgres;

/// <summary>Reads at the primary, each at one moment. A connection that broke meanwhile is replaced once.</summary>
sealed class PostgresReaders(PostgresServer server)
{
    private const string OneMoment = "begin isolation level repeatable read read only";

    public T Read<T>(Func<Session, T> work)
    {
        try
        {
            return ReadOnce(work);
        }
        catch (Exception failure) when (Failures.IsLoss(failure) && failure is not StoreUnreachableException)
        {
            return ReadOnce(work);
        }
    }

    private T ReadOnce<T>(Func<Session, T> work)
    {
        using var connection = server.Connect();
        var pipeline = new Pipeline(connection);
        pipeline.Queue(OneMoment);
        try
        {
            return work(new Session(pipeline));
        }
        finally
        {
            End(pipeline);
        }
    }

    private static void End(Pipeline pipeline)
    {
        try
        {
            pipeline.Execute("rollback", []);
        }
        catch (Exception failure) when (Failures.IsLoss(failure))
        {
            // The connection is gone, and its transaction with it; what the work read, it read at one moment.
        }
    }
}
