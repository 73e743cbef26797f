using Clearswipe.Store;

namespace Clearswipe.Tests.Store;

/// <summary>Where one test keeps its database.</summary>
internal interface IShelf : IDisposable
{
    Database Open(string folder = "Store.Good");
}

/// <summary>A folder of its own for one test's database; it goes with the test.</summary>
internal sealed class Shelf : IShelf
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-store-").FullName;

    public string File => Path.Combine(_folder, "shelf.db");

    public Database Open(string folder = "Store.Good") => Database.Open(File, typeof(Shelf).Assembly, folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
