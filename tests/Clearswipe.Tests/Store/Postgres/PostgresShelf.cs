using Clearswipe.Store;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>A PostgreSQL database of one test's own.</summary>
internal sealed class PostgresShelf : IShelf
{
    public string ConnectionString { get; } = Cluster.OfTheRun.NewDatabase();

    public Database Open(string folder = "Store.Good") =>
        Database.OpenPostgres(ConnectionString, typeof(PostgresShelf).Assembly, folder, TimeProvider.System);

    public void Dispose()
    {
        // The database goes with the cluster.
    }
}
