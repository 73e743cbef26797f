using System.Globalization;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Evidence;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// A blocked sale whose cause was found out afterwards: what was seen, and how sure the cause is (from above 0 to 1). A
/// case of which two causes are possible is two lines with a share each.
/// </summary>
sealed record ResolvedCase(Cause Cause, IReadOnlyList<Fact> Facts, double Share)
{
    /// <summary>
    /// Reads comma-separated lines under a header "cause,share" and the names of findings; a share or a value that is
    /// empty is 1, or was not seen. A line that cannot be meant is refused with its number.
    /// </summary>
    public static IReadOnlyList<ResolvedCase> Read(string file, string text, Book book)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        if (header.Length < 2 || header[0] != "cause" || header[1] != "share")
            throw new CatalogueFault(file, 1, "the columns are cause,share and then names of findings");
        var findings = header[2..].Select(name => book.FindingOf(new(name))
            ?? throw new CatalogueFault(file, 1, $"no finding is called \"{name}\"")).ToList();
        return [.. lines.Skip(1).Select((line, i) => ReadLine(line.Split(','), new(file, i + 2, book, findings)))];
    }

    private static ResolvedCase ReadLine(string[] cells, Place place)
    {
        if (cells.Length != place.Findings.Count + 2)
            throw place.Fault($"{cells.Length} cells where the header has {place.Findings.Count + 2}");
        var cause = place.Book.CauseOf(new(cells[0])) ?? throw place.Fault($"no cause is called \"{cells[0]}\"");
        var facts = place.Findings.Zip(cells.Skip(2)).Where(pair => pair.Second.Length > 0).Select(pair =>
            pair.First[pair.Second] is null
                ? throw place.Fault($"\"{pair.First.Id}\" is never \"{pair.Second}\"")
                : new Fact(pair.First.Id, pair.Second, null!));
        return new(cause, [.. facts], cells[1].Length == 0 ? 1 : ShareOf(cells[1], place));
    }

    private static double ShareOf(string cell, Place place) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
            : throw place.Fault($"a share is above 0 and at most 1, not \"{cell}\"");

    private readonly record struct Place(string File, int Line, Book Book, IReadOnlyList<Finding> Findings)
    {
        public CatalogueFault Fault(string what) => new(File, Line, what);
    }
}
