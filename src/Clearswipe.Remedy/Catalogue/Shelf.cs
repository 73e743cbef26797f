using System.Reflection;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>A file of the catalogue: its path under Catalogue/, and its text.</summary>
readonly record struct Leaf(string Path, string Text);

/// <summary>The catalogue's files as they are built into this room.</summary>
static class Shelf
{
    private static readonly Assembly Here = typeof(Shelf).Assembly;

    public static IReadOnlyList<Leaf> All { get; } =
        [.. Here.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(Take)];

    private static Leaf Take(string name)
    {
        using var stream = Here.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new Leaf(name.Replace('\\', '/'), reader.ReadToEnd());
    }
}
