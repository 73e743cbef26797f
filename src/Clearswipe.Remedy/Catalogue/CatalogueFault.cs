namespace Clearswipe.Remedy.Catalogue;

/// <summary>A catalogue file says something that cannot be meant: which file, which line, and what is wrong.</summary>
public sealed class CatalogueFault(string file, long line, string what) : Exception($"{file}:{line}: {what}")
{
    public string File { get; } = file;

    public long Line { get; } = line;
}
