using Clearswipe.Host.Commands;

namespace Clearswipe.Tests.Host;

/// <summary>What an author of the catalogue is told, and that nothing is adopted without a yes.</summary>
public sealed class LearnCommandTests : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-learn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_catalogue_that_comes_with_the_program_is_whole() =>
        Assert.Equal(ExitCode.Good, await Run("", "catalogue", "check"));

    [Fact]
    public async Task A_file_that_cannot_be_meant_is_named_with_its_line()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "causes"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "causes", "gremlin.yaml"), "cause: gremlin\nowner: [\n",
            TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Problem, await Run("", "catalogue", "list", "--with", _folder));
        Assert.Contains("causes/gremlin.yaml:", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _out.ToString());
    }

    [Fact]
    public async Task A_cause_is_drawn_as_a_table()
    {
        Assert.Equal(ExitCode.Good, await Run("", "catalogue", "draw", "--cause", "funds"));
        var rows = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, rows.Length);
        Assert.Equal(rows[0].Split('\t').Length, rows[1].Split('\t').Length);
    }

    [Theory, InlineData("no\n", false), InlineData("", false), InlineData("yes\n", true)]
    public async Task Nothing_is_adopted_without_a_yes(string answer, bool isAdopted)
    {
        var (cases, own) = (Path.Combine(_folder, "cases.csv"), Path.Combine(_folder, "own"));
        await File.WriteAllTextAsync(
            cases, "cause,share,answer\n" + string.Concat(Enumerable.Repeat("funds,,funds\nexpired,,expired\n", 50)),
            TestContext.Current.CancellationToken);

        await Run(answer, "learn", cases, "--adopt", own);

        Assert.Equal(isAdopted, File.Exists(Path.Combine(own, "causes", "funds.yaml")));
        Assert.Contains("cause named first", _out.ToString(), StringComparison.Ordinal);
        if (isAdopted)
            Assert.Equal(ExitCode.Good, await Run("", "catalogue", "check", "--with", own));
    }

    private Task<int> Run(string typed, params string[] arguments) => CommandLine.Run(
        arguments, new Shell(new StringReader(typed), _out, _error, TimeProvider.System), CancellationToken.None);
}
