namespace Clearswipe.Tests.Vault;

/// <summary>Published answers: those in the shared folder too must say the same there, where that is at hand.</summary>
internal static class Vectors
{
    public static void Agree(string id, string expected, string actual)
    {
        Assert.Equal(expected, actual);
        if (House.House.Shared is { } shared)
            Assert.StartsWith(expected, Row(shared, id), StringComparison.Ordinal);
    }

    private static string Row(string shared, string id) =>
        File.ReadLines(Path.Combine(shared, "vectors", "crypto.tsv"))
            .Select(line => line.Split('\t'))
            .Single(columns => columns[0] == id)[3];
}
