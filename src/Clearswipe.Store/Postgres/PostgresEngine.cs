using System.Reflection;

namespace Clearswipe.Store.Postgres;

/// <summary>A PostgreSQL database that processes share: in each a writer, and readers beside it.</summary>
sealed class PostgresEngine : IEngine
{
    private readonly PostgresServer _server;
    private readonly Committer _committer;
    private readonly PostgresWriter _writer;
    private readonly PostgresReaders _readers;
    private volatile bool _closed;

    private PostgresEngine(PostgresServer server, TimeProvider time)
    {
        _server = server;
        _committer = new Committer(server, time);
        _writer = new PostgresWriter(_committer);
        _readers = new PostgresReaders(server);
    }

    public static PostgresEngine Open(string connectionString, Assembly migrations, string folder, TimeProvider time)
    {
        using (var unhurried = PostgresServer.WithTime(connectionString))
            PostgresMigrations.Apply(unhurried, migrations, folder);
        var server = PostgresServer.InHaste(connectionString);
        try
        {
            return new PostgresEngine(server, time);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>A server that fails is waited for: nothing here is ever broken for good.</summary>
    public event Action<StoreBrokenException>? Broke
    {
        add { }
        remove { }
    }

    public long Commits => _committer.Commits;

    public Task<T> Write<T>(PendingWrite<T> write) => _writer.Write(write);

    public T Read<T>(Func<Session, T> work)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(Database));
        return _readers.Read(work);
    }

    public void Guard(Statement lease) => _committer.Guard(lease);

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _writer.DisposeAsync();
        _server.Dispose();
    }

    public void LosePower()
    {
        _closed = true;
        _writer.LosePower();
        _server.Dispose();
    }
}
