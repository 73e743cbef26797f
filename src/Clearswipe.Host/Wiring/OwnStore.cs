using Clearswipe.Store;

namespace Clearswipe.Host.Wiring;

/// <summary>A store whose writer has a thread of its own: while it waits for the disk, its part goes on.</summary>
sealed class OwnStore : IAsyncDisposable
{
    private readonly EventLoop _writer;

    private OwnStore(EventLoop writer, Database database) => (_writer, Database) = (writer, database);

    public Database Database { get; }

    public static async Task<OwnStore> Open(Func<Database> open)
    {
        var writer = new EventLoop("store");
        try
        {
            return new OwnStore(writer, await writer.Run(() => Task.FromResult(open())));
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.Run(async () => await Database.DisposeAsync());
        _writer.Dispose();
    }
}
