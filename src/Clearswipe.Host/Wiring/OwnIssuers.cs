using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Issuer;
using Clearswipe.Lab.Links;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>The issuers that run within a switch's program, each over its own tables and behind its own port.</summary>
sealed class OwnIssuers : IAsyncDisposable
{
    private readonly List<OwnStore> _stores = [];
    private readonly Dictionary<string, ILine> _lines = [];

    private OwnIssuers()
    {
    }

    /// <summary>Opens those that the switch's file names with <c>here</c>.</summary>
    public static async Task<OwnIssuers> Open(
        SwitchFile file, string folder, DataFolder data, KeyVault vault, Surroundings surroundings, EventLoop loop,
        CancellationToken cancellation)
    {
        var issuers = new OwnIssuers();
        try
        {
            foreach (var line in file.Issuers)
                if (line.Here is { } here)
                    await issuers.Open(line, Path.Combine(folder, here), data, vault, surroundings, loop, cancellation);
            return issuers;
        }
        catch
        {
            await issuers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines to an issuer: within this program, or over TCP.</summary>
    public IReadOnlyList<ILine> To(IssuerLine line, TimeProvider time) => (line.Here, line.Host, line.Links) switch
    {
        ({ } here, null, []) => [_lines[here]],
        (null, { } host, []) => [Lines.To(host, host, line.TlsName, time)],
        (null, null, [_, ..] links) when links.Distinct().Count() == links.Count =>
            [.. links.Select(link => Lines.To(link, link, line.TlsName, time))],
        _ => throw Trouble.Use(
            $"The issuer {line.Issuer} is reached in one way.",
            "Write host: with its address, or links: with several, no two alike, "
            + "or here: with its configuration when it runs within this program."),
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
    }

    private async Task Open(
        IssuerLine line, string config, DataFolder data, KeyVault vault, Surroundings surroundings, EventLoop loop,
        CancellationToken cancellation)
    {
        var file = YamlFile.Read<IssuerFile>(config);
        var store = await OwnStore.Open(() => Stores.Open(
            file.Store, config, () => IssuerNode.OpenDatabase(data.FileOf($"issuer-{file.Issuer}.db")),
            IssuerNode.OpenPostgres, surroundings.Time));
        _stores.Add(store);
        var settings = IssuerPart.From(file, Path.GetDirectoryName(Path.GetFullPath(config))!, vault);
        var node = await IssuerNode.Open(settings, store.Database, vault, surroundings);
        var port = new LabPort(file.Issuer);
        port.Listen(link => node.Serve(link, cancellation), loop);
        _lines.Add(line.Here!, port);
    }
}
