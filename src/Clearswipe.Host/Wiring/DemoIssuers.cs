using Clearswipe.Issuer;
using Clearswipe.Lab.Links;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// The demo's banks, within this process: each with its own tables, behind a port that the switch dials.
/// </summary>
sealed class DemoIssuers : IAsyncDisposable
{
    private readonly List<Database> _databases = [];
    private readonly Dictionary<IssuerId, ILine> _lines = [];

    private DemoIssuers()
    {
    }

    public IReadOnlyDictionary<IssuerId, ILine> Lines => _lines;

    public static async Task<DemoIssuers> Open(
        DataFolder data, KeyVault vault, Surroundings surroundings, CancellationToken cancellation)
    {
        var issuers = new DemoIssuers();
        foreach (var bank in DemoBanks.World.Issuers)
        {
            var database = IssuerNode.OpenDatabase(data.FileOf($"issuer-{bank.Id}.db"));
            issuers._databases.Add(database);
            var node = await IssuerNode.Open(DemoBanks.Issuer(bank, vault), database, vault, surroundings);
            var port = new LabPort(bank.Id.Value);
            port.Listen(link => node.Serve(link, cancellation), null);
            issuers._lines.Add(bank.Id, port);
        }

        return issuers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
            await database.DisposeAsync();
    }
}
