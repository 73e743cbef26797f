using System.Runtime.CompilerServices;

namespace Clearswipe.Stories;

/// <summary>Where the repository stands, found from this file.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What `./build` has published, or null.</summary>
    public static string? Published =>
        Path.Combine(Root, "out", "clearswipe", "clearswipe") is var program && File.Exists(program) ? program : null;

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
