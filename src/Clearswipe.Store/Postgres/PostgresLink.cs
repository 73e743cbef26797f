using Npgsql;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// The connection of a writer. A group is one transaction, and it holds the turn table from its beginning: a group with
/// works that read and decide holds it alone, groups of statements that decide by themselves hold it together.
/// </summary>
sealed class PostgresLink : IDisposable
{
    private const string AloneInTurn = "lock table store_turn in exclusive mode";
    private const string TogetherInTurn = "lock table store_turn in row exclusive mode";

    // An administrator may have chosen that a commit is answered before it is on the medium. Not here.
    private const string Durable = """
        select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') in ('off', 'local')
        """;

    // Works and statements find their rows by key. A plan made while a table was empty would read it all, for long.
    private const string ByKey = """
        select set_config(name, 'off', false)
        from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Pipeline _pipeline;
    private readonly Session _session;

    public PostgresLink(NpgsqlConnection connection)
    {
        _connection = connection;
        _pipeline = new Pipeline(connection);
        _session = new Session(_pipeline, isOfGroups: true);
        _session.First(Durable, _ => true);
        _session.First(ByKey, _ => true);
    }

    /// <summary>Makes a new writer known, and gives its number.</summary>
    public long Introduce() =>
        _session.First("insert into store_turn default values returning writer", row => row.GetInt64(0));

    /// <summary>
    /// Does all of the group but its commit, in hope that it is simple, or with care. What it throws, one of the group
    /// threw, or the server.
    /// </summary>
    public void Run(IReadOnlyList<PendingWrite> group, Statement? lease, bool inHope)
    {
        _session.ForgetAll();
        _pipeline.IsHopeful = inHope;
        _pipeline.Queue("begin");
        _pipeline.Queue(group.All(write => write.Statement is not null) ? TogetherInTurn : AloneInTurn);
        if (lease is not null)
            _pipeline.Queue(lease.Sql, lease.Parameters, Hold);
        foreach (var write in group)
            Run(write);

        _pipeline.Flush();
    }

    /// <summary>Commits, and marks the writer's row with the number, so that the commit can be found again.</summary>
    public void Commit(long writer, long number)
    {
        const string mark = "update store_turn set number = @number where writer = @writer";
        _pipeline.Queue(mark, [("@number", number), ("@writer", writer)]);
        _pipeline.Queue("commit");
        _pipeline.Flush();
    }

    /// <summary>
    /// Whether a group whose commit was never answered is durable. The turn is had only when the transaction that was
    /// left behind has ended, and this commit is on the medium only when that one is, so the answer is final.
    /// </summary>
    public bool WasCommitted(long writer, long number)
    {
        const string touch = "update store_turn set number = number where writer = @writer and number = @number";
        _pipeline.Queue("begin");
        _pipeline.Queue(AloneInTurn);
        var isThere = _session.Execute(touch, ("@writer", writer), ("@number", number)) == 1;
        _session.Execute("commit");
        return isThere;
    }

    public void RollBack()
    {
        _pipeline.Forget();
        _session.Execute("rollback");
    }

    public void Dispose() => _connection.Dispose();

    private void Run(PendingWrite write)
    {
        if (write.Statement is { } statement)
            _pipeline.Queue(
                new Queued(statement.Sql, statement.Parameters, changed => Hear(write, write.TryTake(changed)))
                {
                    IsOfOneRow = statement.IsOfOneRow,
                });
        else
            Hear(write, write.TryRun(_session));
    }

    private static void Hear(PendingWrite write, bool isDone)
    {
        if (!isDone)
            throw write.Failure!;
    }

    private static void Hold(int changed)
    {
        if (changed != 1)
            throw new StoreFencedException();
    }
}
