namespace Clearswipe.Host.Wiring;

/// <summary>A folder that is gone when the program ends.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clearswipe-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
