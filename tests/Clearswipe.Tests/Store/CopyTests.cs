using Clearswipe.Store;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Tests.Store;

/// <summary>A file is copied while it is written to, and the copy is whole.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private string Copy => _shelf.File + ".copy";

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_copy_made_under_load_is_one_moment_of_the_file()
    {
        await using var database = _shelf.Open();
        using var over = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            // Two rows in each work: half of one would show.
            for (var id = 0; !over.IsCancellationRequested; id += 2)
                await database.Write(session => session.Execute(
                    "insert into note (id, text) values (@id, 'one'), (@id + 1, 'other')", ("@id", id)));
        });
        while (Count(database) < 100)
            await Task.Yield();
        Database.Copy(_shelf.File, Copy);
        await over.CancelAsync();
        await writing;

        await using var copy = Database.Open(Copy, typeof(CopyTests).Assembly, "Store.Good");
        Assert.InRange(Count(copy), 100, Count(database));
        Assert.Equal(0, Count(copy) % 2);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
    }

    [Fact]
    public async Task A_copy_overwrites_nothing()
    {
        await using var database = _shelf.Open();
        Database.Copy(_shelf.File, Copy);

        Assert.Throws<SqliteException>(() => Database.Copy(_shelf.File, Copy));
    }

    private static int Count(Database database) =>
        database.Read(session => session.First("select count(*) from note", row => row.GetInt32(0)));
}
