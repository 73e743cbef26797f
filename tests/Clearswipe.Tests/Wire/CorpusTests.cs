using Clearswipe.Fuzz;

namespace Clearswipe.Tests.Wire;

/// <summary>What fuzzers found, and what once failed, is tried again on every run.</summary>
public sealed class CorpusTests
{
    private static readonly string Here = Path.Combine(House.House.Root, "tests", "Clearswipe.Fuzz");

    public static TheoryData<string> Names => [.. Targets.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_kept_input_keeps_the_laws_of_its_target(string name)
    {
        var target = Targets.Named(name)!;
        var broken = Inputs(name)
            .Select(file => (file, reason: Record.Exception(() => target.Try(File.ReadAllBytes(file)))))
            .Where(tried => tried.reason is not null)
            .Select(tried => $"{House.House.Short(tried.file)}: {tried.reason!.Message}");

        Assert.Empty(broken);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_kept_inputs_are_read_and_refused(string name)
    {
        var answers = Inputs(name).Select(file => Targets.Named(name)!.Try(File.ReadAllBytes(file))).ToArray();

        Assert.Contains(true, answers);
        Assert.Contains(false, answers);
    }

    [Fact]
    public void Each_folder_of_inputs_has_its_target() =>
        Assert.Empty(
            from kind in new[] { "Corpora", "Found" }
            where Directory.Exists(Path.Combine(Here, kind))
            from folder in Directory.EnumerateDirectories(Path.Combine(Here, kind))
            where Targets.Named(Path.GetFileName(folder)) is null
            select House.House.Short(folder));

    [Fact]
    public void The_corpora_stay_small()
    {
        var files = Directory.GetFiles(Path.Combine(Here, "Corpora"), "*", SearchOption.AllDirectories);

        Assert.InRange(files.Length, 1, 400);
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 400_000);
    }

    private static IEnumerable<string> Inputs(string name) =>
        from kind in new[] { "Corpora", "Found" }
        let folder = Path.Combine(Here, kind, name)
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder)
        select file;
}
