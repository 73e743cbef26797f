using System.Reflection;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>The worlds that come with the program, embedded beside this file.</summary>
static class WorldLibrary
{
    private const string Extension = ".yaml";
    private static readonly Assembly Here = typeof(WorldLibrary).Assembly;

    public static IReadOnlyList<string> Names =>
    [
        .. Here.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal) && !name.Contains('/'))
            .Select(name => name[..^Extension.Length]).Order(),
    ];

    public static World Find(string name)
    {
        Invariant.Holds(Names.Contains(name), $"there is no world {name}; there are {string.Join(", ", Names)}");
        return World.Read(Text(name + Extension), name + Extension, out var fault)
            ?? throw new InvariantException(fault!.ToString());
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Here.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
