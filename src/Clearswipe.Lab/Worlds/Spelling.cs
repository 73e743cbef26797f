namespace Clearswipe.Lab.Worlds;

/// <summary>Names of ours as files write them.</summary>
static class Spelling
{
    public static string Hyphenated(string name) => string.Concat(
        name.Select((letter, at) => (at > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
