using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// The statements of one connection, with as few round trips as there are questions: what nobody waits for is queued
/// and travels with the next statement that has to be answered.
/// </summary>
sealed class Pipeline(NpgsqlConnection connection) : IStatements
{
    private readonly List<Queued> _queued = [];
    private readonly Dictionary<string, Bundle?> _bundles = [];

    /// <summary>
    /// What hardly ever happens is not looked for, and statements that are alike travel as one. Where that was wrong
    /// the group fails, and is run again without hope.
    /// </summary>
    public bool IsHopeful { get; set; }

    /// <summary>Queues a statement that returns no rows; what follows from it runs when its answer is here.</summary>
    public void Queue(string sql, (string Name, object? Value)[] parameters, Action<int>? then = null) =>
        Queue(new Queued(sql, parameters, then));

    public void Queue(string sql) => Queue(sql, []);

    public void Queue(Queued statement) => _queued.Add(statement);

    public int Execute(string sql, (string Name, object? Value)[] parameters)
    {
        var changed = 0;
        Queue(sql, parameters, rows => changed = rows);
        Flush();
        return changed;
    }

    public void Expect(Statement statement, string fact, string? row)
    {
        var queued = Queued.Expecting(statement, fact, row);
        var earlier = row is null ? -1 : _queued.FindIndex(other => other.Row == row && other.Sql == statement.Sql);
        if (earlier < 0)
            _queued.Add(queued);
        else
            _queued[earlier] = queued;
    }

    public Row Open(string sql, (string Name, object? Value)[] parameters) => Try(() =>
    {
        var sent = Bundled();
        sent.Add((Command(sql, parameters), []));
        // None of those before it returns rows, so the first rows are its own.
        var reader = Batch(sent).ExecuteReader();
        Answered(sent);
        return new PostgresRow(reader);
    });

    /// <summary>What is queued is not to be done any more.</summary>
    public void Forget() => _queued.Clear();

    /// <summary>Sends what is queued, and hears how each ended.</summary>
    public void Flush()
    {
        if (_queued.Count == 0)
            return;
        Try(() =>
        {
            var sent = Bundled();
            using var batch = Batch(sent);
            batch.ExecuteNonQuery();
            Answered(sent);
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

    // Of statements that are alike the first one's place is kept. Those of one group may go in any order.
    private List<(NpgsqlBatchCommand Command, List<Queued> Of)> Bundled()
    {
        var sent = new List<(NpgsqlBatchCommand, List<Queued>)>();
        var alike = new Dictionary<string, List<Queued>>();
        foreach (var statement in _queued)
        {
            if (!IsHopeful || !statement.IsOfOneRow)
                sent.Add((Command(statement.Sql, statement.Parameters), [statement]));
            else if (alike.TryGetValue(statement.Sql, out var others))
                others.Add(statement);
            else
            {
                alike.Add(statement.Sql, others = [statement]);
                sent.Add((null!, others));
            }
        }

        _queued.Clear();
        return sent.ConvertAll(one => one.Item1 is null ? (Command(one.Item2), one.Item2) : one);
    }

    private NpgsqlBatchCommand Command(List<Queued> alike)
    {
        var (sql, parameters, _) = alike[0];
        if (alike.Count == 1)
            return Command(sql, parameters);
        if (!_bundles.TryGetValue(sql, out var bundle))
            _bundles.Add(sql, bundle = Bundle.Of(sql, parameters, connection));
        return (bundle ?? throw new HopeLostException()).Command(alike.ConvertAll(statement => statement.Parameters));
    }

    private NpgsqlBatch Batch(List<(NpgsqlBatchCommand Command, List<Queued> Of)> sent)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in sent)
            batch.BatchCommands.Add(command);

        return batch;
    }

    private static void Answered(List<(NpgsqlBatchCommand Command, List<Queued> Of)> sent)
    {
        foreach (var (command, statements) in sent)
        {
            if (statements.Count > 1 && command.RecordsAffected != statements.Count)
                throw new HopeLostException();
            foreach (var statement in statements)
                statement.Then?.Invoke(statements.Count > 1 ? 1 : command.RecordsAffected);
        }
    }

    private static NpgsqlBatchCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = new NpgsqlBatchCommand(Translation.OfStatement(sql, parameters));
        foreach (var (_, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });

        return command;
    }
}
