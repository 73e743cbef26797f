using System.Runtime.CompilerServices;

namespace Clearswipe.Tests.House;

/// <summary>The code in a package's page is the code of its test, between two marks.</summary>
internal static class PackageExample
{
    private const string Begin = "// The example begins";
    private const string End = "// and ends here.";

    public static void Stands(string room, [CallerFilePath] string test = "")
    {
        var page = File.ReadAllText(Path.Combine(House.Root, "src", $"Clearswipe.{room}", "PACKAGE.md"));
        var lines = File.ReadAllLines(test);
        var begin = Array.FindIndex(lines, line => line.Trim() == Begin);
        var end = Array.FindIndex(lines, line => line.Trim() == End);
        var indent = lines[begin].Length - Begin.Length;
        var tested = lines[(begin + 1)..end].Select(line => line.Length == 0 ? line : line[indent..]);

        Assert.Equal(string.Join('\n', tested), Block(page), ignoreLineEndingDifferences: true);
    }

    private static string Block(string page)
    {
        const string fence = "```csharp\n";
        var from = page.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return page[from..page.IndexOf("\n```", from, StringComparison.Ordinal)];
    }
}
