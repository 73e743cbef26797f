using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>Reads a table of codes: tab-separated, one code a line, under the header that names the columns.</summary>
static class CodeTable
{
    public const string Header = "code\tzh\ten\tclass\tacts\tanswer\tnext zh\tnext en";
    private const int Columns = 8;

    public static IReadOnlyList<CodeRow> Read(Leaf leaf, IReadOnlyList<CodeClass> classes)
    {
        var lines = leaf.Text.Split('\n');
        if (lines[0] != Header)
            throw new CatalogueFault(leaf.Path, 1, "the columns are " + Header.Replace('\t', ','));

        Dictionary<string, CodeRow> rows = [];
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && ReadRow(leaf.Path, i + 1, lines[i], classes) is var row
                && !rows.TryAdd(row.Code, row))
                throw new CatalogueFault(leaf.Path, i + 1, $"code {row.Code} is listed twice");
        }

        return [.. rows.Values];
    }

    private static CodeRow ReadRow(string file, int line, string text, IReadOnlyList<CodeClass> classes)
    {
        var cells = text.Split('\t');
        if (cells.Length != Columns)
            throw new CatalogueFault(file, line, $"{cells.Length} columns where {Columns} are expected");
        if (cells.Take(5).Any(string.IsNullOrWhiteSpace))
            throw new CatalogueFault(file, line, "code, both texts, class and who acts are never empty");
        if ((cells[6].Length == 0) != (cells[7].Length == 0))
            throw new CatalogueFault(file, line, "what to do is said in both languages or in neither");

        return new CodeRow(cells[0], new Bilingual(cells[1], cells[2]), Class(cells[3]), cells[4])
        {
            Answer = cells[5].Length > 0 ? cells[5] : null,
            Next = cells[6].Length > 0 ? new Bilingual(cells[6], cells[7]) : null,
        };

        CodeClass Class(string name) =>
            classes.FirstOrDefault(known => known.Name == name)
                ?? throw new CatalogueFault(file, line, $"no class is called \"{name}\"");
    }
}
