using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Clearswipe.Stories;

/// <summary>The README promises a story for each row of the design: it is told here, or said to be missing.</summary>
public sealed partial class ReadmeStories
{
    private const string NotYet = "not yet";

    private static readonly IReadOnlyList<string> Rows =
        [.. Numbered("C", 13), .. Numbered("R", 8), .. Numbered("P", 5)];

    private static readonly IReadOnlyDictionary<string, string> FilesOfStories = typeof(ReadmeStories).Assembly
        .GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .DistinctBy(method => method.Name)
        .ToDictionary(method => method.Name, method => $"tests/Clearswipe.Stories/{method.DeclaringType!.Name}.cs");

    [Fact]
    public void Every_row_has_its_line_and_every_line_a_story_or_says_that_there_is_none()
    {
        var lines = Table().ToDictionary(line => line.Row, line => line.Stories);

        Assert.Equal(Rows, lines.Keys);
        foreach (var (row, stories) in lines)
            Assert.True(stories.Contains('[', StringComparison.Ordinal) || stories == NotYet, $"{row}: {stories}");
    }

    [Fact]
    public void Every_story_that_is_named_is_told_in_the_file_that_is_linked()
    {
        foreach (var (row, stories) in Table())
        {
            foreach (Match link in Link().Matches(stories))
            {
                var name = $"{row}_{link.Groups["text"].Value.Replace(' ', '_')}";
                Assert.True(FilesOfStories.TryGetValue(name, out var file), $"{name} is no story");
                Assert.Equal(file, link.Groups["file"].Value);
                Assert.True(File.Exists(Path.Combine(Root(), file)), $"{file} exists");
            }
        }
    }

    [Fact]
    public void A_row_that_has_a_story_is_not_said_to_have_none()
    {
        foreach (var (row, _) in Table().Where(line => line.Stories == NotYet))
            Assert.DoesNotContain(FilesOfStories.Keys, name => name.StartsWith($"{row}_", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Numbered(string letter, int last) =>
        Enumerable.Range(1, last).Select(number => $"{letter}{number}");

    private static IReadOnlyList<(string Row, string Stories)> Table()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        var table = readme.Split("<!-- stories -->")[1].Split("<!-- /stories -->")[0];
        return [.. table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => (cells[0].Trim(), cells[2].Trim()))];
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<file>[^)]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
