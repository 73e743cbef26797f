using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>Connections that only read. Each caller has one to itself; it never waits for the writer.</summary>
sealed class Readers(SqliteFile file) : IDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentStack<Reader> _idle = new();
    private volatile bool _closed;

    public T Read<T>(Func<Session, T> work)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(Database));
        var reader = _idle.TryPop(out var idle) ? idle : new Reader(file.Connect("pragma query_only = on;"));
        try
        {
            return reader.Read(work);
        }
        finally
        {
            GiveBack(reader);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryPop(out var reader))
            reader.Dispose();
    }

    private void GiveBack(Reader reader)
    {
        if (_closed || _idle.Count >= MostIdle)
            reader.Dispose();
        else
            _idle.Push(reader);
    }

    /// <summary>One reading connection.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly Statements _statements;
        private readonly Session _session;

        public Reader(SqliteConnection connection)
        {
            _connection = connection;
            _statements = new Statements(connection);
            _session = new Session(_statements);
        }

        public T Read<T>(Func<Session, T> work)
        {
            _session.Execute("begin");
            try
            {
                return work(_session);
            }
            finally
            {
                _session.Execute("rollback");
            }
        }

        public void Dispose()
        {
            _statements.Dispose();
            _connection.Dispose();
        }
    }
}
