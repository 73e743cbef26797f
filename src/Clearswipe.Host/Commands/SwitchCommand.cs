using System.CommandLine;
using System.Net;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Switch.Hosts;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>`switch`: accepts terminals over TCP and sends their sales to the issuers.</summary>
static class SwitchCommand
{
    private const string Warning =
        "DEMO: test keys and test cards, published with this program, and a software vault. "
        + "Never connect a real card or a real bank.";

    private const string DemoDoor = "127.0.0.1:9100";

    private static readonly Option<bool> Demo =
        new("--demo") { Description = "with embedded banks, published test keys and test cards" };

    public static Command Create(Shell shell)
    {
        var command = new Command("switch", "Accept terminals over TCP: from a configuration, or with --demo")
        {
            Service.Config, Demo, Service.Port, Service.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var config = parsed.GetValue(Service.Config);
            if (config is null != parsed.GetValue(Demo))
                throw Trouble.Use(
                    "A switch needs a configuration, or --demo, and not both.",
                    "Try: clearswipe switch --demo, or --config samples/switch.yaml");
            using var part = new Part(shell.Time);
            if (config is not null)
                await FromFile(shell, config, parsed, part.Surroundings, cancellation);
            else
                await WithDemoBanks(shell, parsed, part.Surroundings, cancellation);
            return ExitCode.Good;
        });
        return command;
    }

    private static async Task FromFile(
        Shell shell, string config, ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
    {
        var file = YamlFile.Read<SwitchFile>(config);
        var folder = Path.GetDirectoryName(Path.GetFullPath(config))!;
        using var data = DataFolder.Open(parsed.GetValue(Service.Data), "switch").Locked();
        using var vault = await Vaults.Open(
            file.Vault, file.AllowSoftwareVault, config, data, surroundings.Chance, shell);
        using var loop = new EventLoop("switch");
        await using var own = await OwnIssuers.Open(file, folder, data, vault, surroundings, loop, cancellation);
        var settings = SwitchPart.From(file, folder, vault, own, shell.Time);
        await using var store = await OwnStore.Open(() => OpenDatabase(file, config, data, shell.Time));
        var node = await Open(config, settings, store.Database, vault, surroundings);
        try
        {
            await loop.Run(() => Service.Run(
                shell,
                [
                    new(At(file.Listen, parsed), file.Tls, node.ServeTerminal),
                    .. file.Hosts.Select(line => DoorOf(line, node, SwitchPart.From(line, folder, vault))),
                ],
                folder, surroundings, Service.Over(store.Database, node.Run), cancellation));
        }
        catch (StoreFencedException)
        {
            throw Trouble.Found(
                $"This switch, node {settings.Node}, was taken for dead, and another has taken over its work.",
                "Start it again. If another machine has the same node: in its configuration, give each its own.");
        }
    }

    /// <summary>The switch's tables, where the configuration says.</summary>
    public static Database OpenDatabase(SwitchFile file, string config, DataFolder data, TimeProvider time) =>
        Stores.Open(
            file.Store, config, () => SwitchNode.OpenDatabase(data.FileOf("switch.db")), SwitchNode.OpenPostgres, time);

    private static Doorway DoorOf(HostLine line, SwitchNode node, HostSettings host) =>
        new(HostPort.Own(line.Listen), line.Tls, (link, stop) => node.ServeHost(link, host, stop))
        {
            For = $" for acquirer {line.Acquirer}",
        };

    private static async Task<SwitchNode> Open(
        string config, SwitchSettings settings, Database database, KeyVault vault, Surroundings surroundings)
    {
        try
        {
            return await SwitchNode.Open(settings, database, vault, surroundings, new Unwatched());
        }
        catch (SharedMasterKeyException shared)
        {
            throw Trouble.Use($"{config}: {shared.Message}", "Give each terminal a key file with a key of its own.");
        }
    }

    private static async Task WithDemoBanks(
        Shell shell, ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
    {
        await shell.Error.WriteLineAsync(Warning);
        // A demo begins anew each time, unless it is given a folder to remember in.
        using var fresh = parsed.GetValue(Service.Data) is null ? new TemporaryFolder() : null;
        using var data = DataFolder.Open(fresh?.Path ?? parsed.GetValue(Service.Data), "").Locked();
        using var vault = data.OpenVault(surroundings.Chance);
        await using var banks = await DemoIssuers.Open(data, vault, surroundings, cancellation);
        await using var database = SwitchNode.OpenDatabase(data.FileOf("switch.db"));
        var node =
            await SwitchNode.Open(DemoBanks.Switch(vault, banks.Lines), database, vault, surroundings, new Unwatched());
        await Service.Run(
            shell, [new(At(DemoDoor, parsed), null, node.ServeTerminal)], data.Root, surroundings,
            Service.Over(database, node.Run), cancellation);
    }

    private static IPEndPoint At(string listen, ParseResult parsed)
    {
        var at = HostPort.Own(listen);
        return parsed.GetValue(Service.Port) is { } port ? new IPEndPoint(at.Address, port) : at;
    }
}
