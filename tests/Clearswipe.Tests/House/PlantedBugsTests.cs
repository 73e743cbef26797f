namespace Clearswipe.Tests.House;

/// <summary>What `./build bugs` plants can be planted: the text that it changes stands in the sources, once.</summary>
public sealed class PlantedBugsTests
{
    private const int Fewest = 30;

    private static string[][] Rows =>
    [
        .. from line in File.ReadLines(Path.Combine(House.Root, "eng", "bugs.tsv"))
           where line.Length > 0 && line[0] != '#'
           select line.Split('\t'),
    ];

    [Fact]
    public void The_text_that_a_bug_changes_stands_there_once() =>
        Assert.Empty(
            from row in Rows
            let source = File.ReadAllText(Path.Combine(House.Root, "src", row[1]))
            where source.Split(row[2]).Length != 2
            select $"{row[0]}: {row[1]}");

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Rows.Select(row => row[0]).Distinct().Count() >= Fewest);
}
