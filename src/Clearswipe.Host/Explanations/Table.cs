using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Explanations;

/// <summary>A file whose first line names its columns, and which of them can be explained.</summary>
sealed class Table
{
    private static readonly string[] Codes =
        ["code", "rc", "f39", "de39", "39", "response", "响应码", "应答码", "代码", "sw", "tvr"];

    private readonly int _code;
    private readonly int _system;
    private readonly int _hex;

    private Table(string[] names)
    {
        _code = Array.FindIndex(names, name => Codes.Contains(name));
        _system = Array.FindIndex(names, name => name is "system" or "table" or "代码表");
        _hex = Array.FindIndex(
            names, name => name.StartsWith("hex", StringComparison.Ordinal) || name is "message" or "报文");
    }

    /// <summary>Null when the line names no column that we know.</summary>
    public static Table? Read(string line)
    {
        if (!line.Contains('\t', StringComparison.Ordinal))
            return null;
        var table = new Table([.. line.Split('\t').Select(name => name.Trim().ToLowerInvariant())]);
        return table._code < 0 && table._hex < 0 ? null : table;
    }

    public IEnumerable<Spot> InRow(string line, IReadOnlyList<Dialect> own)
    {
        var cells = line.Split('\t');
        var system = Cell(cells, _system);
        // A cell may name several codes of one meaning: 96/97/98.
        foreach (var code in (Cell(cells, _code) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if ((system is null ? Spotter.Whole(code, null, own) : new Spot.Code(code, system)) is { } spot)
                yield return spot;
        }

        if (Cell(cells, _hex) is { Length: > 0 } hex && Spotter.Whole(hex, null, own) is { } message)
            yield return message;
    }

    private static string? Cell(string[] cells, int at) => at >= 0 && at < cells.Length ? cells[at].Trim() : null;
}
