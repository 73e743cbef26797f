using Clearswipe.Store;

namespace Clearswipe.Tests.Store;

/// <summary>A file and a program meet: the file is brought up to date, or refused with a reason.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly Shelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_second_opening_changes_nothing()
    {
        await OpenAndClose("Store.Good");
        await OpenAndClose("Store.Good");

        Assert.Equal(["0001-notes.sql", "0002-replies.sql"], await Applied("Store/Good"));
    }

    [Theory]
    [InlineData("Store.Good")]
    [InlineData("Store/Good")]
    [InlineData("Clearswipe.Tests.Store.Good")]
    public async Task A_folder_may_be_named_as_a_path_or_as_its_resources(string folder) =>
        Assert.Equal(["0001-notes.sql", "0002-replies.sql"], await Applied(folder));

    [Fact]
    public async Task A_newer_program_adds_what_is_new()
    {
        await OpenAndClose("Store.Good");

        Assert.Equal(["0001-notes.sql", "0002-replies.sql", "0003-marks.sql"], await Applied("Store.Newer"));
    }

    [Fact]
    public async Task An_older_program_refuses_a_newer_file()
    {
        await OpenAndClose("Store.Newer");

        Refused("Store.Good", "newer than this program: it has had '0003-marks.sql'");
    }

    [Fact]
    public async Task A_migration_pushed_in_between_is_refused()
    {
        await OpenAndClose("Store.Good");

        Refused("Store.Reordered", "another order");
    }

    [Fact]
    public async Task A_failing_migration_leaves_the_file_as_it_was()
    {
        Refused("Store.Failing", "'0002-half.sql' failed");

        Assert.Equal(["0001-notes.sql", "0002-replies.sql"], await Applied("Store.Good"));
    }

    [Fact]
    public void A_folder_without_migrations_is_refused() => Refused("Store.Nowhere", "no embedded migrations");

    [Fact]
    public async Task Only_its_owner_may_read_the_file()
    {
        await OpenAndClose("Store.Good");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shelf.File));
    }

    private void Refused(string folder, string because)
    {
        var refusal = Assert.Throws<MigrationException>(() => _shelf.Open(folder));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    private async Task OpenAndClose(string folder) => await _shelf.Open(folder).DisposeAsync();

    private async Task<IReadOnlyList<string>> Applied(string folder)
    {
        await using var database = _shelf.Open(folder);
        return database.Read(session =>
            session.Query("select ScriptName from SchemaVersions order by SchemaVersionID", row => row.GetString(0)));
    }
}
