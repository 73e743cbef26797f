namespace Clearswipe.Store;

/// <summary>What keeps the data: a SQLite file, or a PostgreSQL database that several processes share.</summary>
interface IEngine : IAsyncDisposable
{
    /// <summary>It keeps nothing any more.</summary>
    event Action<StoreBrokenException>? Broke;

    long Commits { get; }

    Task<T> Write<T>(PendingWrite<T> write);

    T Read<T>(Func<Session, T> work);

    /// <summary>From now on a group is written only while the statement changes exactly one row.</summary>
    void Guard(Statement lease);

    void LosePower();
}
