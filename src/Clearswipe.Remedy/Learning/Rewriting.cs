using System.Globalization;
using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// Writes what was learnt into the files of the catalogue, in whose lines it stands: words, sources and order stay as
/// their authors wrote them.
/// </summary>
static class Rewriting
{
    public static IReadOnlyList<(string Path, string Text)> Of(Book before, Book after) =>
    [
        .. before.Causes.Zip(after.Causes)
            .Select(pair => (Path: $"causes/{pair.First.Id}.yaml", Text: Cause(before, pair.First, pair.Second))),
        ("tempers.yaml", Tempers(after)),
    ];

    private static string Cause(Book book, Cause before, Cause after)
    {
        var lines = book.TextOf($"causes/{before.Id}.yaml").Split('\n');
        Put(lines, "weight: ", $"weight: {Number(after.Weight)}", before);
        foreach (var (finding, row) in after.Shows)
            Put(lines, $"  {finding}: {{", $"  {finding}: {Row(row)}", before);
        return string.Join('\n', lines);
    }

    private static void Put(string[] lines, string start, string line, Cause cause)
    {
        var places = Enumerable.Range(0, lines.Length)
            .Where(place => lines[place].StartsWith(start, StringComparison.Ordinal)).ToList();
        if (places is not [var only])
            throw new CatalogueFault($"causes/{cause.Id}.yaml", 1, $"\"{start.Trim()}\" stands in one line of its own");
        lines[only] = line;
    }

    private static string Row(Row row)
    {
        var values = row.Listed.Select(value => $"{value.Key}: {Number(value.Value)}");
        return $"{{ {string.Join(", ", row.Else > 0 ? values.Append($"else: {Number(row.Else)}") : values)} }}";
    }

    private static string Tempers(Book book) =>
        string.Concat(book.Tempers.Select(temper => $"{Words.Of(temper.Key)}: {Number(temper.Value)}\n"));

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
