using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Switch;

/// <summary>A switch and an issuer in one thread, bad lines on both sides, and power cuts at both.</summary>
internal sealed class Weather : IWitness, IDisposable
{
    private const string Pin = "1234";
    private static readonly Pan Card = SwitchBench.Card;

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-weather-").FullName;
    private readonly KeyVault _vault;
    private readonly SealedKey _master;
    private readonly SealedKey _zonePin;
    private readonly SealedKey _zoneMac;
    private readonly SealedKey _verification;
    private readonly LabPort _switchPort = new("switch");
    private readonly LabPort _issuerPort = new("issuer");
    private readonly FaultLine _terminalLine;
    private readonly FaultLine _issuerLine;
    private (Node Node, Database Database) _switchProcess;
    private (Node Node, Database Database) _issuerProcess;

    public Weather(ulong seed)
    {
        Kernel = new Kernel(seed);
        Surroundings = new Surroundings(Kernel.Time, Kernel.Chance, NullLoggerFactory.Instance);
        _vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], Kernel.Chance);
        _master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        _zonePin = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        _zoneMac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        _verification = _vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2);
        var network = Kernel.NewNode("network");
        _terminalLine = new FaultLine("terminal", _switchPort, Surroundings, network);
        _issuerLine = new FaultLine("issuer", _issuerPort, Surroundings, network);
    }

    public Kernel Kernel { get; }

    public Surroundings Surroundings { get; }

    public SwitchNode Switch { get; private set; } = null!;

    public IssuerNode Issuer { get; private set; } = null!;

    public TestTerminal Terminal() => new(null!, _vault, _master, "10000001");

    public FaultLine Line => _terminalLine;

    public void Blow(WayFaults faults)
    {
        _terminalLine.Faults = new LineFaults { Out = faults, Back = faults };
        _issuerLine.Faults = new LineFaults { Out = faults, Back = faults };
    }

    /// <summary>Now and then a request comes so late that its own reversal overtakes it.</summary>
    public void HoldBack(int trace)
    {
        var late = new Mishap.Late(TimeSpan.FromSeconds(10 + Kernel.Chance.Below(60))) { Type = "0200" };
        if (trace % 4 == 1)
            (trace % 8 == 1 ? _terminalLine : _issuerLine).Next(Way.Out, late);
    }

    public void Clear() => Blow(WayFaults.None);

    public async Task StartIssuer()
    {
        var database = await Begin("issuer", IssuerNode.OpenDatabase, process => _issuerProcess = process);
        Issuer = await _issuerProcess.Node.Start(() =>
            IssuerNode.Open(IssuerSettings(), database, _vault, Surroundings));
        _issuerPort.Listen(link => Issuer.Serve(link, CancellationToken.None), _issuerProcess.Node);
    }

    public async Task StartSwitch()
    {
        var database = await Begin("switch", SwitchNode.OpenDatabase, process => _switchProcess = process);
        Switch = await _switchProcess.Node.Start(() =>
            SwitchNode.Open(SwitchSettings(), database, _vault, Surroundings, this));
        _switchPort.Listen(link => Switch.ServeTerminal(link, CancellationToken.None), _switchProcess.Node);
        _ = _switchProcess.Node.Start(() => Switch.Run(CancellationToken.None));
    }

    public async Task CutIssuer()
    {
        await Cut(_issuerProcess, _issuerPort);
        await StartIssuer();
    }

    public async Task CutSwitch()
    {
        await Cut(_switchProcess, _switchPort);
        await _issuerLine.HangUp(_issuerLine.Name);
        await StartSwitch();
    }

    public void Saw(Observation observation)
    {
    }

    public void Dispose()
    {
        _switchProcess.Database.LosePower();
        _issuerProcess.Database.LosePower();
        _vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Database> Begin(string name, Func<string, Database> open, Action<(Node, Database)> keep)
    {
        var node = Kernel.NewNode(name);
        var database = await node.Start(() => Task.FromResult(open(Path.Combine(_folder, name + ".db"))));
        keep((node, database));
        return database;
    }

    private static async Task Cut((Node Node, Database Database) process, LabPort port)
    {
        process.Node.Kill();
        process.Database.LosePower();
        await port.Close();
    }

    private SwitchSettings SwitchSettings() => new()
    {
        AcquirerId = "12345",
        Terminals = [new(new("10000001"), new(SwitchBench.Merchant), "The Shop", _master)],
        Routes = [new(new("harbour"), ["9999"], [_issuerLine], _zonePin, _zoneMac)],
    };

    private IssuerSettings IssuerSettings() => new()
    {
        Issuer = new("harbour"),
        Name = new("海港银行", "Harbour Bank"),
        Telephone = "95000",
        Hours = new("全天", "day and night"),
        ZonePinKey = _zonePin,
        ZoneMacKey = _zoneMac,
        VerificationKey = _verification,
        Cards =
        [
            new CardSettings(
                Card, "3012", _vault.Pins.Derive(new(_verification, 1), Card, System.Text.Encoding.ASCII.GetBytes(Pin)),
                Money.Fen(100_000_000)) { Limits = new DailyLimits(Money.Fen(100_000_000), 100_000) },
        ],
    };
}
