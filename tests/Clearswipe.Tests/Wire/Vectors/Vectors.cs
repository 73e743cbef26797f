namespace Clearswipe.Tests.Wire.Vectors;

/// <summary>
/// Our own invented messages, with the values of their fields; and the captured frames beside the repository.
/// </summary>
internal static class Vectors
{
    private static readonly string Here =
        Path.Combine(House.House.Root, "tests", "Clearswipe.Tests", "Wire", "Vectors");

    public static readonly string[] Names = ["echo", "purchase", "response"];

    public static byte[] Ascii(string name) => File.ReadAllBytes(Path.Combine(Here, $"{name}.ascii"));

    public static byte[] Packed(string name) => File.ReadAllBytes(Path.Combine(Here, $"{name}.bin"));

    /// <summary>Rows of field, content and value; field 0 is the type.</summary>
    public static IEnumerable<(int Field, string Content, string Value)> Fields(string name) =>
        from line in File.ReadLines(Path.Combine(Here, "fields.tsv"))
        let cells = line.Split('\t')
        where cells[0] == name
        select (int.Parse(cells[1]), cells[2], cells[3]);

    /// <summary>Frames captured from real terminals: data of others, which stay outside the repository.</summary>
    public static IEnumerable<(string Name, byte[] Frame)> Captured()
    {
        if (House.House.Shared is not { } shared)
            return [];
        return
            from line in File.ReadLines(Path.Combine(shared, "vectors", "frames.tsv")).Skip(1)
            let cells = line.Split('\t')
            select (cells[0], Convert.FromHexString(cells[3].Trim()));
    }
}
