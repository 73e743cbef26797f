using System.CommandLine;
using System.Globalization;
using Clearswipe.Counter.Sales;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Lab.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>`till`: a till without a screen that sells to a simulated card, against a switch over TCP.</summary>
static class TillCommand
{
    private static readonly Option<string?> Switch =
        new("--switch") { Description = "host:port of a `switch --demo`; the till then uses its published test key" };

    private static readonly Option<string?> Config = new("--config") { Description = "or a till.yaml of your own" };

    private static readonly Option<string> Terminal = new("--terminal")
    {
        Description = "which of the demo's terminals it is, 10000001 to 10000008",
        DefaultValueFactory = _ => "10000001",
    };

    private static readonly Option<string?> Sell =
        new("--sell") { Description = "the amount in yuan, such as 12.50; without it the till settles what was open" };

    private static readonly Option<string> Card = new("--card")
    {
        Description = "the simulated card: " + string.Join(", ", DemoBanks.World.Cards.Select(card => card.Name)),
        DefaultValueFactory = _ => "good",
    };

    private static readonly Option<ReadMethod?> By =
        new("--by") { Description = "chip, tap or swipe; else its best way" };

    private static readonly Option<bool> WrongPin =
        new("--wrong-pin") { Description = "the customer mistypes each time" };

    public static Command Create(Shell shell)
    {
        var command = new Command("till", "A till without a screen: sell to a simulated card, settle what was open")
        {
            Switch, Config, Terminal, Sell, Card, By, WrongPin, Service.Data,
        };
        command.SetAction((parsed, cancellation) => Run(shell, parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(Shell shell, ParseResult parsed, CancellationToken cancellation)
    {
        var (config, address) = (parsed.GetValue(Config), parsed.GetValue(Switch));
        if (config is null == address is null)
            throw Trouble.Use(
                "A till needs --switch host:port or --config FILE, and not both.",
                "Try: clearswipe till --switch 127.0.0.1:9100 --sell 12.50 --card good");

        using var part = new Part(shell.Time);
        using var data = DataFolder.Open(parsed.GetValue(Service.Data), $"till-{parsed.GetValue(Terminal)}").Locked();
        var file = config is null ? null : YamlFile.Read<TillFile>(config);
        using var vault = file is null
            ? data.OpenVault(part.Surroundings.Chance)
            : await Vaults.Open(
                file.Vault, file.AllowSoftwareVault, config!, data, part.Surroundings.Chance, shell);
        var plan = file is null
            ? TillPart.Demo(address!, new TerminalId(parsed.GetRequiredValue(Terminal)), vault, shell.Time)
            : TillPart.From(file, Path.GetDirectoryName(Path.GetFullPath(config!))!, vault, shell.Time);
        await using var database = Till.OpenDatabase(data.FileOf("till.db"));
        using var hand = new HeadlessTill(plan, database, vault, part.Surroundings, shell.Out);
        var isWell = false;
        await Service.Over(database, async stop => isWell = await hand.Serve(Customer(parsed), stop))(cancellation);
        return isWell ? ExitCode.Good : ExitCode.Problem;
    }

    private static Purchase? Customer(ParseResult parsed) =>
        parsed.GetValue(Sell) is { } amount
            ? new Purchase(
                Yuan(amount), Named(parsed.GetRequiredValue(Card)), parsed.GetValue(By), parsed.GetValue(WrongPin))
            : null;

    private static CardModel Named(string name) =>
        DemoBanks.Card(name)
            ?? throw Trouble.Use(
                $"There is no simulated card \"{name}\".",
                "Take one of: " + string.Join(", ", DemoBanks.World.Cards.Select(card => card.Name)));

    private static Money Yuan(string written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && yuan is > 0 and < 10_000_000
            && decimal.Round(yuan, 2) == yuan
            ? Money.Fen((long)(yuan * 100))
            : throw Trouble.Use($"\"{written}\" is no amount.", "Write yuan with a point, such as 12.50.");
}
