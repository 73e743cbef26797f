using Clearswipe.Store;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>Two programs over one database: what a work reads does not change under it.</summary>
public sealed class RaceTests : IDisposable
{
    private const int Callers = 16;
    private const int Each = 15;
    private const string OneMore = "update note set text = cast(cast(text as bigint) + 1 as text) where id = @id";

    private readonly PostgresShelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public Task A_work_reads_decides_and_writes_with_nobody_in_between() => Together(async database =>
    {
        await database.Write(
            new Statement("insert into note (id, text) values (1, '0') on conflict do nothing"), _ => 1);

        await Crowd(() => database.Write(session =>
        {
            var before = session.First("select text from note where id = 1", row => int.Parse(row.GetString(0)));
            session.Execute("update note set text = @text where id = 1", ("@text", $"{before + 1}"));
        }));
    }, expected: $"{2 * Callers * Each}", "select text from note where id = 1");

    // Each reads what the other writes, and none writes what it reads: a snapshot alone would let both through.
    [Fact]
    public Task A_bound_over_many_rows_is_kept() => Together(database => Crowd(() => database.Write(session =>
    {
        if (session.First("select count(*) from note", row => row.GetInt32(0)) < 100)
            session.Execute("insert into note (id, text) select coalesce(max(id), 0) + 1, 'one more' from note");
    })), expected: "100", "select cast(count(*) as text) from note");

    [Fact]
    public Task Statements_of_two_programs_go_at_once_and_deadlocks_are_overcome() => Together(async database =>
    {
        await database.Write(session =>
        {
            for (var id = 1; id <= 3; id++)
                session.Execute("insert into note (id, text) values (@id, '0') on conflict do nothing", ("@id", id));
        });

        await Crowd(async () =>
        {
            var ids = new[] { 1, 2, 3, 3, 2, 1 };
            await Task.WhenAll(ids.Select(id => database.Write(new Statement(OneMore, ("@id", id)), _ => 1)));
        });
    }, expected: $"{2 * Callers * Each * 6}", "select cast(sum(cast(text as bigint)) as text) from note");

    [Fact]
    public Task Of_two_that_add_the_same_row_one_is_told_that_it_was_there() => Together(async database =>
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 200).Select(id => database.Write(
            new Statement("insert into note (id, text) values (@id, 'once') on conflict do nothing", ("@id", id)),
            changed => changed)));
        await database.Write(session => session.Execute(
            "insert into note (id, text) select min(id) - 1, @text from note", ("@text", $"{added.Sum()}")));
    }, expected: "200", "select cast(sum(cast(text as bigint)) as text) from note where id < 0");

    [Fact]
    public void Programs_that_start_at_once_make_the_tables_once()
    {
        Parallel.For(0, 4, _ => _shelf.Open("Store.Newer").DisposeAsync().AsTask().GetAwaiter().GetResult());

        Assert.Throws<MigrationException>(() => _shelf.Open());
    }

    private async Task Together(Func<Database, Task> run, string expected, string sql)
    {
        await using var one = _shelf.Open();
        await using var other = _shelf.Open();
        await Task.WhenAll(Task.Run(() => run(one)), Task.Run(() => run(other)));

        Assert.Equal(expected, one.Read(session => session.First(sql, row => row.GetString(0))));
    }

    private static Task Crowd(Func<Task> write) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await write();
        })));
}
