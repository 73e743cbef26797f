using Clearswipe.Counter.Sales;
using Clearswipe.Issuer;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Devices;
using Clearswipe.Lab.Disk;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Prevention;
using Clearswipe.Switch;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// A world that runs: real tills, the real switch and real issuers over their files, with everything between and around
/// them simulated. In real time for the demo; in one thread with virtual time for stories, drills and random runs.
/// </summary>
public sealed class Shop : IAsyncDisposable
{
    private readonly IReadOnlyList<IssuerStation> _issuers;
    private readonly SwitchStation _switch;
    private readonly Surroundings _surroundings;
    private ITimer? _minute;

    private Shop(World world, Medium medium, Surroundings surroundings, Kernel? kernel)
    {
        (World, Medium, Kernel, _surroundings) = (world, medium, kernel, surroundings);
        var place = new Place(medium, kernel);
        Log = new MessageLog(surroundings.Time);
        var keys = new Keys(world, surroundings.Chance);
        var network = kernel?.NewNode("network");
        Desk = new FleetDesk([.. world.Issuers.Select(issuer => issuer.Id)], surroundings.Time)
        {
            Calendar = world.Calendar,
        };
        _issuers = [.. keys.Issuers.Select(issuer => new IssuerStation(world, issuer, place, surroundings))];
        var ways = _issuers.Select(bank => NewBankLines(bank, network)).ToList();
        BankLines = [.. ways.SelectMany(lines => lines)];
        _switch = new SwitchStation(world, keys, ways, Desk, place, surroundings);
        Lines = [.. world.Lines.Select(line => NewLine(line, network))];
        Tills = [.. keys.Tills.Select(till => NewTill(till, place))];
        Cards = [.. world.Cards.Select(card => new LabCard(
            card, keys.Cards, keys.Issuers.First(issuer => issuer.Issuer.Id == card.Issuer).Chips.InCards))];
        foreach (var line in Lines.Concat(BankLines))
            Listen(line);
        foreach (var till in Tills)
            till.Saw += TellDesk;
    }

    public World World { get; }

    /// <summary>The kernel it runs in; null in real time.</summary>
    public Kernel? Kernel { get; }

    public IReadOnlyList<LabTill> Tills { get; }

    public SwitchNode Switch => _switch.Switch;

    public IReadOnlyList<IssuerNode> Issuers => [.. _issuers.Select(bank => bank.Issuer)];

    /// <summary>The lines of the counter, by their names in the world.</summary>
    public IReadOnlyList<FaultLine> Lines { get; }

    /// <summary>The lines from the switch to the banks, by the banks' names; a second one is harbour-2.</summary>
    public IReadOnlyList<FaultLine> BankLines { get; }

    public IReadOnlyList<LabCard> Cards { get; }

    public SimWallet Wallet { get; } = new();

    public FleetDesk Desk { get; }

    public MessageLog Log { get; }

    /// <summary>Where its computers keep their files.</summary>
    internal Medium Medium { get; }

    internal IReadOnlyList<IssuerStation> Banks => _issuers;

    internal SwitchStation Provider => _switch;

    internal IEnumerable<Station> Stations => [.. _issuers, _switch, .. Tills.Select(till => till.Station)];

    /// <summary>Opens a shop in real time, such as for the demo page.</summary>
    public static Task<Shop> Open(World world, string folder, Surroundings surroundings) =>
        Begin(new Shop(world, new FolderMedium(folder), surroundings, kernel: null));

    /// <summary>
    /// Opens a shop in a kernel, over real files; to be awaited inside <see cref="Kernel.Run(Func{Task})"/>.
    /// </summary>
    public static Task<Shop> Open(World world, string folder, Kernel kernel, ILoggerFactory? log = null) =>
        Begin(new Shop(world, new FolderMedium(folder), Around(kernel, log), kernel));

    /// <summary>Opens a shop in a kernel, over simulated disks that can fail.</summary>
    public static Task<Shop> Open(World world, Kernel kernel, ILoggerFactory? log = null) =>
        Begin(new Shop(world, new SimMedium(kernel.Seed ^ 0xD15C), Around(kernel, log), kernel));

    public LabCard Card(string name) =>
        Cards.FirstOrDefault(card => card.Model.Name == name)
            ?? throw new InvariantException($"the world has no card \"{name}\"");

    /// <summary>A line of the counter or to a bank.</summary>
    public FaultLine Line(string name) =>
        Lines.Concat(BankLines).FirstOrDefault(line => line.Name == name)
            ?? throw new InvariantException($"the world has no line \"{name}\"");

    /// <summary>
    /// Kills a process as kill -9 does: "switch", a bank's name, or a till's <see cref="LabTill.Name"/>.
    /// </summary>
    public Task Kill(string process) => Station(process).Kill();

    /// <summary>Starts a killed process again from its files.</summary>
    public Task Restart(string process) => Station(process).Start();

    public bool IsAlive(string process) => Station(process).IsAlive;

    /// <summary>Lets one thing happen to the world now.</summary>
    public Task Happen(Twist twist) => Twists.Apply(this, twist);

    /// <summary>Mends everything that people can mend: lines, devices, and processes that are down.</summary>
    public async Task Heal()
    {
        foreach (var line in Lines)
            line.Faults = World.Lines.First(model => model.Name == line.Name).Usual;
        foreach (var line in BankLines)
            line.Faults = LineFaults.None;
        foreach (var line in Lines.Concat(BankLines))
            line.Forgive();
        foreach (var till in Tills)
            till.Heal();
        foreach (var station in Stations)
            station.Clock.Put(TimeSpan.Zero);
        foreach (var station in Stations.Where(station => !station.IsAlive))
            await station.Start();
    }

    /// <summary>Waits until every till has settled what was open and is signed on, or the time is over.</summary>
    public async Task<bool> Ready(TimeSpan atMost)
    {
        var until = _surroundings.Now + atMost;
        while (Tills.Any(IsStarting) && _surroundings.Now < until)
            await Task.Delay(TimeSpan.FromMilliseconds(100), _surroundings.Time);
        return !Tills.Any(IsStarting);
    }

    /// <summary>
    /// What must hold of all files and all messages, after everything that was open has had its time.
    /// </summary>
    public AuditReport Audit() => new Auditor(this).Audit();

    public async ValueTask DisposeAsync()
    {
        if (_minute is not null)
            await _minute.DisposeAsync();
        foreach (var station in Stations.Reverse())
            await station.Stop();
        Medium.Dispose();
    }

    private static async Task<Shop> Begin(Shop shop)
    {
        foreach (var station in shop.Stations)
            await station.Start();
        shop.Desk.Changed += shop._switch.Tell;
        // A window of the calendar begins by itself: nothing is seen that would say so.
        shop._minute = shop._surroundings.Time.CreateTimer(
            _ => shop._switch.Tell(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Twists.Schedule(shop, shop._surroundings.Time);
        return shop;
    }

    private FaultLine NewLine(LineModel line, Node? network) =>
        new(line.Name, _switch.Port, _surroundings, network) { Faults = line.Usual };

    private List<FaultLine> NewBankLines(IssuerStation bank, Node? network) =>
        [.. Enumerable.Range(1, bank.Model.Links).Select(number => new FaultLine(
            number == 1 ? bank.Name : $"{bank.Name}-{number}", bank.Port, _surroundings, network))];

    private LabTill NewTill(TillKeys till, Place place) =>
        new(World, till, [.. till.Till.Lines.Select(Line)], Wallet, place, _surroundings);

    private static Surroundings Around(Kernel kernel, ILoggerFactory? log) =>
        new(kernel.Time, kernel.Chance, log ?? NullLoggerFactory.Instance);

    private void Listen(FaultLine line)
    {
        Log.Tap(line);
        if (Kernel is { } kernel)
            line.Passed += (_, bytes) => kernel.Note(bytes.Span);
    }

    private static bool IsStarting(LabTill till) => till.IsAlive && till.Till.View.Phase == TillPhase.Starting;

    // Of a till the fleet hears about its lines: answers it hears from the switch already, and once is enough.
    private void TellDesk(Observation observation)
    {
        if (observation is Observation.LineProbed or Observation.NotSent)
            Desk.Saw(observation);
    }

    private Station Station(string process) =>
        Stations.FirstOrDefault(station => station.Name == process)
            ?? throw new InvariantException($"the world has no process \"{process}\"");
}
