using System.Reflection;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Worlds;

/// <summary>The trials that come with the program, embedded beside this file.</summary>
static class TrialLibrary
{
    private const string Prefix = "trials/";
    private const string Extension = ".yaml";
    private static readonly Assembly Here = typeof(TrialLibrary).Assembly;

    public static IReadOnlyList<string> Names =>
    [
        .. Here.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length]).Order(),
    ];

    public static TrialWorld Find(string name)
    {
        Invariant.Holds(Names.Contains(name), $"there is no trial {name}; there are {string.Join(", ", Names)}");
        using var reader = new StreamReader(Here.GetManifestResourceStream(Prefix + name + Extension)!);
        return TrialWorld.Read(reader.ReadToEnd(), name + Extension, out var fault)
            ?? throw new InvariantException(fault!.ToString());
    }
}
