using Clearswipe.Store;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>Groups are sent as if nothing rare were among them; what is rare is found all the same.</summary>
public sealed class HopeTests : IDisposable
{
    private readonly PostgresShelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task Of_many_that_add_a_row_each_hears_whether_its_own_was_added()
    {
        await using var database = _shelf.Open();
        await Added(database, 7);

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(id => Added(database, id)));

        Assert.Equal(Enumerable.Range(0, 20).Select(id => id == 7 ? 0 : 1), added);
    }

    [Fact]
    public async Task Of_many_that_take_a_step_each_hears_whether_it_was_allowed()
    {
        await using var database = _shelf.Open();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(id => Added(database, id)));
        await Stepped(database, 3);

        var stepped = await Task.WhenAll(Enumerable.Range(0, 20).Select(id => Stepped(database, id)));

        Assert.Equal(Enumerable.Range(0, 20).Select(id => id == 3 ? 0 : 1), stepped);
        Assert.Equal(20, Count(database, "stepped"));
    }

    [Fact]
    public async Task Two_that_take_the_same_step_in_one_group_do_not_both_take_it()
    {
        await using var database = _shelf.Open();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(id => Added(database, id)));

        var stepped = await Task.WhenAll(new[] { 0, 1, 2, 2, 3, 4 }.Select(id => Stepped(database, id)));

        Assert.Equal(5, stepped.Sum());
    }

    [Fact]
    public async Task A_copy_that_is_seldom_is_found_when_it_comes()
    {
        await using var database = _shelf.Open();
        await Work(database, 5);

        var said = await Task.WhenAll(Enumerable.Range(0, 10).Select(id => Work(database, id)));

        Assert.Equal(Enumerable.Range(0, 10).Select(id => id == 5 ? "copy" : "new"), said);
    }

    [Fact]
    public async Task Copies_in_one_group_are_found_too()
    {
        await using var database = _shelf.Open();

        var said = await Task.WhenAll(Enumerable.Repeat(1, 6).Select(id => Work(database, id)));

        Assert.Equal(1, said.Count(one => one == "new"));
    }

    private static Task<int> Added(Database database, int id) => database.Write(
        new Statement("insert into note (id, text) values (@id, 'added') on conflict do nothing", ("@id", id))
        {
            IsOfOneRow = true,
        }, changed => changed);

    private static Task<int> Stepped(Database database, int id) => database.Write(
        new Statement(
            "update note set text = @text where id = @id and text = @before",
            ("@text", "stepped"), ("@id", id), ("@before", "added"))
        {
            IsOfOneRow = true,
        }, changed => changed);

    private static Task<string> Work(Database database, int id) => database.Write(session =>
    {
        const string find = "select text from note where id = @id";
        if (session.FirstSeldom(find, row => row.GetString(0), ("@id", id)) is not null)
            return "copy";
        session.Expect(
            new Statement("insert into note (id, text) values (@id, 'new')", ("@id", id)), "it is written once");
        return "new";
    });

    private static int Count(Database database, string text) => database.Read(session => session.First(
        "select count(*) from note where text = @text", row => row.GetInt32(0), ("@text", text)));
}
