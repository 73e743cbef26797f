using System.Runtime.CompilerServices;

namespace Clearswipe.Tests.House;

/// <summary>Where the repository stands, found from this file.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of facts beside the repository, or null in a public clone.</summary>
    public static string? Shared =>
        Directory.Exists(Path.Combine(Root, "..", "shared", "vectors"))
            ? Path.GetFullPath(Path.Combine(Root, "..", "shared"))
            : null;

    public static IEnumerable<string> Sources() =>
        from folder in new[] { "src", "tests", "bench" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        where !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
        select file;

    public static string Short(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
