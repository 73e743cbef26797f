using System.Text.RegularExpressions;

namespace Clearswipe.Tests.House;

/// <summary>The table of bad input in docs/HACKING.md names tests that are there.</summary>
public sealed partial class BadInputTests
{
    private const int Kinds = 9;

    private static string[] Rows =>
    [
        .. File.ReadLines(Path.Combine(House.Root, "docs", "HACKING.md"))
            .SkipWhile(line => line != "## Bad input")
            .TakeWhile(line => !line.StartsWith("## A bug", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2),
    ];

    [Fact]
    public void Each_kind_of_bad_input_has_its_tests()
    {
        Assert.Equal(Kinds, Rows.Length);
        Assert.All(Rows, row => Assert.Matches(Named(), row));
    }

    [Fact]
    public void The_tests_that_it_names_are_there()
    {
        var sources = House.Sources().ToLookup(file => Path.GetFileNameWithoutExtension(file));

        Assert.Empty(
            from row in Rows
            from Match named in Named().Matches(row)
            where !sources[named.Groups["type"].Value].Any(file => File.ReadAllText(file)
                .Contains($" {named.Groups["test"].Value}(", StringComparison.Ordinal))
            select named.Value);
    }

    [GeneratedRegex("`(?<type>[A-Za-z]+)\\.(?<test>[A-Za-z0-9_]+)`", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
