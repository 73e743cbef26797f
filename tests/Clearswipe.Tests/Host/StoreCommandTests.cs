using Clearswipe.Host.Commands;
using Clearswipe.Switch;
using Clearswipe.Tests.Store.Postgres;

namespace Clearswipe.Tests.Host;

/// <summary>Tables at the command line: where they are, copies of them, and what is refused.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearswipe-store-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_copy_is_made_and_put_back_and_numbers_go_on_beyond_it()
    {
        await SwitchNode.OpenDatabase(At("switch.db")).DisposeAsync();
        var (code, said) = await Run("store", "backup", "--data", _folder.FullName, "--to", At("copy.db"));
        Assert.True(code == ExitCode.Good, said);

        (code, said) = await Run("store", "restore", "--data", _folder.FullName, "--from", At("copy.db"));
        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("is still there", said, StringComparison.Ordinal);

        File.Delete(At("switch.db"));
        (code, said) = await Run("store", "restore", "--data", _folder.FullName, "--from", At("copy.db"));
        Assert.True(code == ExitCode.Good, said);
        Assert.Matches(@"the next one is \d{12}\.", said);
    }

    [Theory]
    [InlineData("backup", "--to", "switch.db", "exists already")]
    [InlineData("restore", "--from", "nothing.db", "There is no")]
    public async Task What_cannot_be_copied_is_said(string verb, string option, string name, string because)
    {
        await SwitchNode.OpenDatabase(At("switch.db")).DisposeAsync();
        var (code, said) = await Run("store", verb, "--data", _folder.FullName, option, At(name));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains(because, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_copy_is_not_put_back()
    {
        await File.WriteAllTextAsync(At("letter.txt"), "Dear Sir or Madam, this is not a database at all.");
        var (code, said) = await Run("store", "restore", "--data", _folder.FullName, "--from", At("letter.txt"));

        Assert.Equal(ExitCode.Problem, code);
        Assert.Contains("could not be copied", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tables_may_be_in_a_server_and_are_purged_there()
    {
        var (code, said) = await Purge(Cluster.OfTheRun.NewDatabase());

        Assert.True(code == ExitCode.Good, said);
        Assert.Contains("0 attempts", said, StringComparison.Ordinal);
        Assert.False(File.Exists(At("switch.db")));
    }

    [Theory]
    [InlineData("Host=/no;Database=switch;Username=u", ExitCode.Problem, "switch at /no cannot be reached")]
    [InlineData("Host=h;Database=switch;Password=hush", ExitCode.WrongUse, "holds a password")]
    [InlineData("Host=h;Database=switch;PWD=hush", ExitCode.WrongUse, "holds a password")]
    [InlineData("Host=h", ExitCode.WrongUse, "names no Host or no Database")]
    [InlineData("not a connection", ExitCode.WrongUse, "is no connection string")]
    public async Task A_store_that_cannot_be_used_is_said(string store, int expected, string because)
    {
        var (code, said) = await Purge(store);

        Assert.Equal(expected, code);
        Assert.Contains(because, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_over_a_shared_database_has_a_name_of_its_own()
    {
        var (code, said) = await Run(
            "switch", "--config", await Config("Host=/nowhere;Database=switch"), "--data", _folder.FullName);

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("needs a name of its own", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> Purge(string store) => await Run(
        "store", "purge", "--config", await Config(store), "--data", _folder.FullName, "--older-than", "30");

    private async Task<string> Config(string store)
    {
        await File.WriteAllTextAsync(At("switch.yaml"), $"""
            listen: 127.0.0.1:0
            acquirer: "00010000"
            allow-software-vault: true
            store: {"{"} postgres: "{store}" {"}"}
            terminals: []
            issuers: []
            """);
        return At("switch.yaml");
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await CommandLine.Run(
            arguments, new Shell(TextReader.Null, output, output, TimeProvider.System));
        return (code, output.ToString());
    }
}
