using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Devices;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Worlds;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>A till on its counter, with the devices that stand beside it and outlive its restarts.</summary>
public sealed class LabTill
{
    private readonly TillStation _station;

    internal LabTill(
        World world, TillKeys keys, IReadOnlyList<FaultLine> lines, SimWallet wallet,
        Place place, Surroundings surroundings)
    {
        Model = keys.Till;
        Lines = lines;
        Wallet = wallet;
        Reader = new SimReader($"reader-{Model.Terminal}", surroundings);
        Pad = new SoftPad(keys.Vault, keys.Master, surroundings);
        Keypad = new SimKeypad(Pad, surroundings);
        _station = new TillStation(world, this, keys, place, surroundings);
    }

    /// <summary>The process started again: <see cref="Till"/> is another object now.</summary>
    public event Action? Restarted;

    /// <summary>What the till saw, whichever of its processes it was.</summary>
    public event Action<Observation>? Saw;

    public TillModel Model { get; }

    /// <summary>The name by which it is killed and started: "till-10000001".</summary>
    public string Name => _station.Name;

    public bool IsAlive => _station.IsAlive;

    public Till Till => _station.Till;

    public SimReader Reader { get; }

    public SoftPad Pad { get; }

    public SimKeypad Keypad { get; }

    public SimPrinter Printer { get; } = new();

    public SimWallet Wallet { get; }

    /// <summary>The lines that it may use, the best first. Faults on a line are felt by every till on it.</summary>
    public IReadOnlyList<FaultLine> Lines { get; }

    internal Station Station => _station;

    /// <summary>Cleans, mends and refills every device of the till.</summary>
    public void Heal()
    {
        Reader.Clean();
        Reader.IsDead = false;
        Keypad.Mend();
        Printer.Mend();
        Printer.LoadPaper();
    }

    internal void TellRestarted() => Restarted?.Invoke();

    internal void Tell(Observation observation) => Saw?.Invoke(observation);
}

/// <summary>The process of a till.</summary>
sealed class TillStation(
    World world, LabTill counter, TillKeys keys, Place place, Surroundings surroundings)
    : Station($"till-{keys.Till.Terminal}", place, surroundings)
{
    private Till? _till;

    public Till Till => _till ?? throw new InvariantException($"{Name} was never started");

    protected override Task<Task> Open(string file, CancellationToken stop)
    {
        Keep(Till.OpenDatabase(file));
        _till = Till.Open(Settings(), Devices(), Database, keys.Vault, Advisor.Default, Surroundings);
        _till.Saw += counter.Tell;
        counter.TellRestarted();
        return Task.FromResult(_till.Run(stop));
    }

    protected override async Task Vanish()
    {
        foreach (var line in counter.Lines)
            await line.HangUp(Name);
    }

    private TillSettings Settings() => new()
    {
        Terminal = keys.Till.Terminal,
        Merchant = world.Merchant.Id,
        MerchantName = world.Merchant.Name,
        Acquirer = "99900001",
        SoftwareVersion = keys.Till.SoftwareVersion,
        Header = SoftwareVersion.Header(keys.Till.SoftwareVersion),
    };

    private TillDevices Devices() => new()
    {
        Reader = counter.Reader,
        Keypad = counter.Pad,
        Printer = counter.Printer,
        Lines = [.. counter.Lines.Select(line => line.For(Name))],
        Probe = new LineProbe(Surroundings),
        Wallet = counter.Wallet,
    };
}
