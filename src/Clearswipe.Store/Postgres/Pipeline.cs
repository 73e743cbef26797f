using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// The statements of one connection, with as few round trips as there are questions: what nobody waits for is queued
/// and travels with the next statement that has to be answered.
/// </summary>
sealed class Pipeline(NpgsqlConnection connection) : IStatements
{
    private readonly List<(NpgsqlBatchCommand Command, Action<int>? Then)> _queued = [];

    /// <summary>Queues a statement that returns no rows; what follows from it runs when its answer is here.</summary>
    public void Queue(string sql, (string Name, object? Value)[] parameters, Action<int>? then = null) =>
        _queued.Add((Command(sql, parameters), then));

    public void Queue(string sql) => Queue(sql, []);

    public int Execute(string sql, (string Name, object? Value)[] parameters)
    {
        var changed = 0;
        Queue(sql, parameters, rows => changed = rows);
        Flush();
        return changed;
    }

    public Row Open(string sql, (string Name, object? Value)[] parameters)
    {
        Queue(sql, parameters);
        return Try(() =>
        {
            // None of those before it returns rows, so the first rows are its own.
            var reader = Batch().ExecuteReader();
            Answered();
            return new PostgresRow(reader);
        });
    }

    /// <summary>What is queued is not to be done any more.</summary>
    public void Forget() => _queued.Clear();

    /// <summary>Sends what is queued when somebody waits for an answer among it.</summary>
    public void FlushAnswers()
    {
        if (_queued.Exists(queued => queued.Then is not null))
            Flush();
    }

    /// <summary>Sends what is queued, and hears how each ended.</summary>
    public void Flush()
    {
        if (_queued.Count == 0)
            return;
        Try(() =>
        {
            using var batch = Batch();
            batch.ExecuteNonQuery();
            Answered();
            return true;
        });
    }

    private T Try<T>(Func<T> talk)
    {
        try
        {
            return talk();
        }
        catch
        {
            // What follows would only be refused: the transaction is over.
            _queued.Clear();
            throw;
        }
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in _queued)
            batch.BatchCommands.Add(command);

        return batch;
    }

    private void Answered()
    {
        var answered = _queued.ToArray();
        _queued.Clear();
        foreach (var (command, then) in answered)
            then?.Invoke(command.RecordsAffected);
    }

    private static NpgsqlBatchCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = new NpgsqlBatchCommand(Translation.OfStatement(sql, parameters));
        foreach (var (_, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });

        return command;
    }
}
