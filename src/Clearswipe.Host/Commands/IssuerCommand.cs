using System.CommandLine;
using System.Globalization;
using System.Net;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>`issuer`: a card issuer over TCP, for a closed-loop card such as a store's or a canteen's.</summary>
static class IssuerCommand
{
    private const int Columns = 4;

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
        await using var database = IssuerNode.OpenDatabase(data.FileOf("issuer.db"));
        var node = await IssuerNode.Open(Settings(file, folder, vault), database, vault, part.Surroundings);
        var at = HostPort.Own(file.Listen);
        await Service.Run(
            shell, parsed.GetValue(Service.Port) is { } port ? new IPEndPoint(at.Address, port) : at, file.Tls, folder,
            part.Surroundings,
            Service.Over(database, stop => Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, stop)), node.Serve,
            cancellation);
    }

    private static IssuerSettings Settings(IssuerFile file, string folder, KeyVault vault) => new()
    {
        Issuer = new IssuerId(file.Issuer),
        Name = new(file.Name.Zh, file.Name.En),
        Telephone = file.Telephone,
        Hours = new(file.Hours.Zh, file.Hours.En),
        ZonePinKey = KeyFile.Load(vault, KeyUse.Pin, folder, file.PinKey),
        ZoneMacKey = KeyFile.Load(vault, KeyUse.Mac, folder, file.MacKey),
        VerificationKey = KeyFile.Load(vault, KeyUse.PinVerification, folder, file.VerificationKey),
        VerificationKeyIndex = file.VerificationKeyIndex,
        Cards = file.Cards is null ? [] : ReadCards(Path.Combine(folder, file.Cards)),
    };

    private static IReadOnlyList<CardSettings> ReadCards(string file)
    {
        try
        {
#pragma warning disable RS0030 // The issuing file is the card officer's way in.
            var lines = File.ReadAllLines(file);
#pragma warning restore RS0030
            return
            [
                .. from row in lines.Select((line, index) => (Line: line, Number: index + 1))
                   where row.Line.Length > 0 && row.Line[0] != '#'
                   select ReadCard(row.Line, $"{file}, line {row.Number}"),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The card file {file} cannot be read: {e.Message}",
                "Leave cards: out when all cards are issued already.");
        }
    }

    // The line holds a card number: the message names its place and quotes nothing.
    private static CardSettings ReadCard(string line, string where)
    {
        var cells = line.Split('\t', StringSplitOptions.TrimEntries);
        return cells.Length == Columns
            && Pan.Read(cells[0]) is { PassesLuhn: true } pan
            && cells[1] is { Length: 4 } expiry && expiry.All(char.IsAsciiDigit)
            && cells[2] is { Length: 4 or 8 or 12 } pvv && pvv.All(char.IsAsciiDigit)
            && decimal.TryParse(cells[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            ? new CardSettings(pan, expiry, pvv, Money.Fen((long)(yuan * 100)))
            : throw Trouble.Use(
                $"{where}: this is no card.",
                "Four columns, tabs between: number, expiry YYMM, PVV (four digits for each four of the PIN begun), "
                + "balance in yuan.");
    }
}
