using System.Reflection;

namespace Clearswipe.Store.Sqlite;

/// <summary>One file, one process: a writer, and readers beside it.</summary>
sealed class SqliteEngine : IEngine
{
    private readonly Writer _writer;
    private readonly Readers _readers;

    private SqliteEngine(Writer writer, Readers readers) => (_writer, _readers) = (writer, readers);

    public static SqliteEngine Open(string file, Assembly migrations, string folder)
    {
        var source = new SqliteFile(file);
        source.Create();
        var connection = source.Connect();
        try
        {
            Migrations.Apply(connection, migrations, folder);
            return new SqliteEngine(new Writer(connection), new Readers(source));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public event Action<StoreBrokenException>? Broke
    {
        add => _writer.Broke += value;
        remove => _writer.Broke -= value;
    }

    public long Commits => _writer.Commits;

    public Task<T> Write<T>(PendingWrite<T> write) => _writer.Write(write);

    public T Read<T>(Func<Session, T> work) => _readers.Read(work);

    public void Guard(Statement lease) => _writer.Guard(lease);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    public void LosePower()
    {
        _readers.Dispose();
        _writer.LosePower();
    }
}
