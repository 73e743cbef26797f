using Clearswipe.Lab.Links;
using Clearswipe.Lab.Worlds;
using Clearswipe.Prevention;
using Clearswipe.Switch;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>The payment provider: the real switch over its own file, with Prevention's desk beside it.</summary>
sealed class SwitchStation(
    World world, Keys keys, IReadOnlyList<IReadOnlyList<FaultLine>> ways, FleetDesk desk, Place place,
    Surroundings surroundings)
    : Station("switch", place, surroundings)
{
    private SwitchNode? _switch;

    public LabPort Port { get; } = new("switch");

    public SwitchNode Switch => _switch ?? throw new InvariantException("the switch was never started");

    /// <summary>Hands on to the terminals what Prevention knows now.</summary>
    public void Tell()
    {
        if (IsAlive)
            Switch.Tell(desk.Notices());
    }

    protected override async Task<Task> Open(string file, CancellationToken stop)
    {
        Keep(SwitchNode.OpenDatabase(file));
        _switch = await SwitchNode.Open(Settings(), Database, keys.Switch, Surroundings, desk);
        _switch.Tell(desk.Notices());
        Port.Listen(link => _switch.ServeTerminal(link, stop), Process);
        return _switch.Run(stop);
    }

    protected override async Task Vanish()
    {
        await Port.Close();
        foreach (var line in ways.SelectMany(lines => lines))
            await line.HangUp(Name);
    }

    private SwitchSettings Settings() => new()
    {
        AcquirerId = "99900001",
        Terminals = [.. keys.Tills.Where(till => till.Till.IsRegistered).Select(Terminal)],
        Routes = [.. keys.Issuers.Zip(ways, Route)],
        OldestSoftware = SoftwareVersion.Digits(world.OldestSoftware),
    };

    private TerminalSettings Terminal(TillKeys till) =>
        new(till.Till.Terminal, world.Merchant.Id, world.Merchant.Name.En, till.MasterAtSwitch);

    private RouteSettings Route(IssuerKeys issuer, IReadOnlyList<FaultLine> lines)
    {
        var (pin, mac) = issuer.ZoneAtSwitch;
        return new RouteSettings(
            issuer.Issuer.Id, [issuer.Issuer.Bin], [.. lines.Select(line => line.For(Name))], pin, mac)
        {
            Order = issuer.Issuer.IsPooled ? LinkOrder.Pooled : LinkOrder.InOrder,
        };
    }
}
