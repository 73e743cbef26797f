using System.Collections.Concurrent;
using System.Data.Common;
using Clearswipe.Store;
using Clearswipe.Tests.Store.Postgres;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Store;

public sealed class SqliteLaws() : StoreLaws(() => new Shelf());

public sealed class PostgresLaws() : StoreLaws(() => new PostgresShelf());

/// <summary>What holds wherever the data are kept: together with others and yet alone.</summary>
public abstract class StoreLaws : IDisposable
{
    private readonly IShelf _shelf;

    private protected StoreLaws(Func<IShelf> shelf) => _shelf = shelf();

    public void Dispose()
    {
        _shelf.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_write_returns_its_result_and_can_be_read()
    {
        await using var database = _shelf.Open();

        Assert.Equal(1, await database.Write(session => Note(session, 1, "hello")));
        Assert.Equal(["hello"], Notes(database));
    }

    [Fact]
    public async Task What_was_written_is_there_at_the_next_opening()
    {
        await using (var database = _shelf.Open())
            await database.Write(session => Note(session, 1, "kept"));

        await using var reopened = _shelf.Open();
        Assert.Equal(["kept"], Notes(reopened));
    }

    [Fact]
    public async Task A_fact_that_is_none_undoes_its_own_write_alone()
    {
        await using var database = _shelf.Open();

        var before = database.Write(session => Note(session, 1, "before"));
        var failing = database.Write(session =>
        {
            Note(session, 2, "undone");
            session.Expect(
                new Statement("update note set text = @text where id = @id", ("@text", "none"), ("@id", 9)),
                "it is there");
        });
        var after = database.Write(session => Note(session, 3, "after"));

        await Task.WhenAll(before, after);
        await Assert.ThrowsAsync<InvariantException>(() => failing);
        Assert.Equal(["before", "after"], Notes(database));
    }

    [Fact]
    public async Task Works_of_one_group_know_what_the_others_put_and_nothing_of_what_was_undone()
    {
        await using var database = _shelf.Open();
        await database.Write(session => Note(session, 1, "0"));

        var works = Enumerable.Range(1, 12).Select(number => database.Write(session =>
        {
            var next = $"{int.Parse(session.Recall("1", () => Text(session))!) + 1}";
            session.Put(
                "1", new Statement("update note set text = @text where id = @id", ("@text", next), ("@id", 1)),
                "it is there");
            session.Keep("1", next);
            return number % 4 == 0 ? throw new InvariantException("it thinks better of it") : number;
        })).ToList();

        await Task.WhenAll(works.Where((_, at) => at % 4 != 3));
        Assert.Equal(["9"], Notes(database));

        static string? Text(Session session) =>
            session.First("select text from note where id = 1", row => row.GetString(0));
    }

    [Fact]
    public async Task One_that_fails_is_undone_alone_and_hears_of_it_alone()
    {
        await using var database = _shelf.Open();

        var before = database.Write(session => Note(session, 1, "before"));
        var failing = database.Write(session =>
        {
            Note(session, 2, "undone");
            Note(session, 1, "the same key again");
        });
        var refusing = database.Write(session => Note(session, 3, "undone") == 1
            ? throw new InvariantException("it thinks better of it") : true);
        var after = database.Write(session => Note(session, 4, "after"));

        await before;
        await Assert.ThrowsAnyAsync<DbException>(() => failing);
        await Assert.ThrowsAsync<InvariantException>(() => refusing);
        await after;
        Assert.Equal(["before", "after"], Notes(database));
    }

    [Fact]
    public async Task A_statement_that_fails_is_undone_alone_too()
    {
        await using var database = _shelf.Open();

        var before = database.Write(Noting(1, "before"), changed => changed);
        var failing = database.Write(
            new Statement("insert into note (id, text) values (@id, @text)", ("@id", 1), ("@text", "again")), _ => 1);
        var after = database.Write(Noting(2, "after"), changed => changed);

        Assert.Equal(1, await before);
        await Assert.ThrowsAnyAsync<DbException>(() => failing);
        Assert.Equal(1, await after);
        Assert.Equal(["before", "after"], Notes(database));
    }

    [Fact]
    public async Task A_statement_says_how_many_rows_it_changed()
    {
        await using var database = _shelf.Open();
        var writes = Enumerable.Range(0, 200).Select(id => database.Write(Noting(id % 100, "n"), changed => changed));

        Assert.Equal(100, (await Task.WhenAll(writes)).Sum());
        Assert.Equal(100, Notes(database).Count);
    }

    [Fact]
    public async Task Works_and_statements_are_done_in_the_order_in_which_they_were_handed_in()
    {
        await using var database = _shelf.Open();
        var done = new ConcurrentQueue<int>();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(id => id % 3 == 0
            ? database.Write(session => Then(Note(session, id, "w")))
            : database.Write(Noting(id, "s"), Then)));

        Assert.Equal(Enumerable.Range(0, 300), Ids(database));
        Assert.Equal(300, done.Count);

        bool Then(int changed)
        {
            done.Enqueue(changed);
            return true;
        }
    }

    [Fact]
    public async Task A_work_reads_what_those_before_it_wrote()
    {
        await using var database = _shelf.Open();

        var first = database.Write(Noting(1, "first"), changed => changed);
        var second = database.Write(session => Count(session));

        await first;
        Assert.Equal(1, await second);
    }

    [Fact]
    public async Task Nothing_is_lost_of_values_on_their_way()
    {
        await using var database = _shelf.Open("Store.Values");
        const string sql = "insert into thing (id, text, bytes, large) values (@id, @text, @bytes, @large)";
        ReadOnlyMemory<byte> bytes = new byte[] { 0, 1, 255 };
        await database.Write(session =>
        {
            session.Execute(sql, ("@id", 1L), ("@text", null), ("@bytes", null), ("@large", null));
            session.Execute(sql, ("@id", 2), ("@text", "卡 ' $1 @id"), ("@bytes", bytes), ("@large", long.MaxValue));
            session.Execute(sql, ("@id", 3), ("@text", ""), ("@bytes", bytes.ToArray()), ("@large", -1));
        });

        var rows = database.Read(session =>
            session.Query("select id, text, bytes, large from thing order by id", Thing));

        Assert.Equal(["1   ", "2 卡 ' $1 @id 0001FF 9223372036854775807", "3  0001FF -1"], rows);
    }

    [Fact]
    public async Task A_read_sees_one_moment_and_changes_nothing()
    {
        await using var database = _shelf.Open();
        await database.Write(session => Note(session, 1, "first"));

        Assert.ThrowsAny<DbException>(() => database.Read(session => Note(session, 2, "from a read")));
        Assert.Equal(["first"], Notes(database));
    }

    [Fact]
    public async Task A_writer_whose_lease_is_over_writes_nothing_more()
    {
        await using var database = _shelf.Open();
        await database.Write(session => Note(session, 1, "lease"));
        database.Guard(new Statement("update note set text = 'held' where id = 1 and text <> 'over'"));
        await database.Write(session => Note(session, 2, "held"));
        await database.Write(session => session.Execute("update note set text = 'over' where id = 1"));

        await Assert.ThrowsAsync<StoreFencedException>(() => database.Write(session => Note(session, 3, "late")));
        await Assert.ThrowsAsync<StoreFencedException>(() => database.Write(Noting(4, "late"), changed => changed));
        Assert.Equal(["over", "held"], Notes(database));
    }

    [Fact]
    public async Task A_closed_database_takes_no_more_writes()
    {
        var database = _shelf.Open();
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.Write(session => Note(session, 1, "late")));
        Assert.Throws<ObjectDisposedException>(() => Notes(database));
    }

    [Fact]
    public async Task Work_that_would_await_is_refused()
    {
        await using var database = _shelf.Open();

        await Assert.ThrowsAsync<InvariantException>(() => database.Write(_ => Task.CompletedTask));
    }

    private static int Note(Session session, int id, string text) =>
        session.Execute("insert into note (id, text) values (@id, @text)", ("@id", id), ("@text", text));

    private static Statement Noting(int id, string text) => new(
        "insert into note (id, text) values (@id, @text) on conflict (id) do nothing", ("@id", id), ("@text", text));

    private static int Count(Session session) => session.First("select count(*) from note", row => row.GetInt32(0));

    private static IReadOnlyList<string> Notes(Database database) =>
        database.Read(session => session.Query("select text from note order by id", row => row.GetString(0)));

    private static IReadOnlyList<int> Ids(Database database) =>
        database.Read(session => session.Query("select id from note order by id", row => row.GetInt32(0)));

    private static string Thing(Row row) => string.Join(' ',
        row.GetInt32(0), row.IsDBNull(1) ? "" : row.GetString(1),
        row.IsDBNull(2) ? "" : Convert.ToHexString(row.GetBytes(2)), row.IsDBNull(3) ? "" : row.GetInt64(3));
}
