using System.CommandLine;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Issuer;

namespace Clearswipe.Host.Commands;

/// <summary>`issuer`: a card issuer over TCP, for a closed-loop card such as a store's or a canteen's.</summary>
static class IssuerCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("issuer", "Answer a switch over TCP: cards, balances, PIN tries")
        {
            Service.Config, Service.Port, Service.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var config = parsed.GetValue(Service.Config)
                ?? throw Trouble.Use(
                    "An issuer needs a configuration.", "Try: clearswipe issuer --config samples/issuer.yaml");
            await Run(shell, config, parsed, cancellation);
            return ExitCode.Good;
        });
        return command;
    }

    private static async Task Run(Shell shell, string config, ParseResult parsed, CancellationToken cancellation)
    {
        var file = YamlFile.Read<IssuerFile>(config);
        var folder = Path.GetDirectoryName(Path.GetFullPath(config))!;
        using var part = new Part(shell.Time);
        using var data = DataFolder.Open(parsed.GetValue(Service.Data), $"issuer-{file.Issuer}").Locked();
        using var vault = await Vaults.Open(
            file.Vault, file.AllowSoftwareVault, config, data, part.Surroundings.Chance, shell);
        using var loop = new EventLoop("issuer");
        await using var store = await OwnStore.Open(() => Stores.Open(
            file.Store, config, () => IssuerNode.OpenDatabase(data.FileOf("issuer.db")), IssuerNode.OpenPostgres,
            shell.Time));
        var node = await IssuerNode.Open(
            IssuerPart.From(file, folder, vault), store.Database, vault, part.Surroundings);
        var at = HostPort.Own(file.Listen ?? throw Trouble.Use(
            $"{config}: it says nowhere to listen at.", "Write listen: 127.0.0.1:9200 into it."));
        await loop.Run(() => Service.Run(
            shell,
            [new(parsed.GetValue(Service.Port) is { } port ? new(at.Address, port) : at, file.Tls, node.Serve)],
            folder, part.Surroundings,
            Service.Over(store.Database, stop => Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, stop)),
            cancellation));
    }
}
