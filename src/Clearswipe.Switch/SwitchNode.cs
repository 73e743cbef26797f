using Clearswipe.Store;
using Clearswipe.Switch.Advices;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Cases;
using Clearswipe.Switch.Downloads;
using Clearswipe.Switch.Hosts;
using Clearswipe.Switch.Nodes;
using Clearswipe.Switch.Originals;
using Clearswipe.Switch.Repeats;
using Clearswipe.Switch.Reversals;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Settlements;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch;

/// <summary>The switch: accepts terminals, sends each sale to its issuer, undoes what was never answered.</summary>
public sealed class SwitchNode
{
    // A concentrator's link carries many terminals; more messages wait in the link.
    private const int MessagesAtOnce = 256;

    private readonly ILogger _log;
    private readonly Database _database;
    private readonly Joined _joined;
    private readonly Journal _journal;
    private readonly Membership _membership;
    private readonly RouteTable _routes;
    private readonly CaseWatch _cases;
    private readonly IReadOnlyList<Repeater> _reversals;
    private readonly IReadOnlyList<Repeater> _advices;
    private readonly IReadOnlyList<DaySettler> _settlers;
    private readonly IReadOnlyList<IssuerConnection> _connections;
    private readonly IReadOnlyList<MaintenanceWatch> _maintenance;
    private readonly SortedDictionary<string, Terminal> _terminals;
    private readonly NoticeBoard _notices;
    private readonly TerminalDesk _desk;
    private readonly HostDesk _hosts;

    private SwitchNode(
        SwitchSettings settings, Joined joined, Database database, KeyVault vault, Surroundings surroundings,
        IWitness witness)
    {
        (Settings, _joined, _database) = (settings, joined, database);
        _log = surroundings.Log.CreateLogger<SwitchNode>();
        var numbers = new Numbers(database, surroundings, _log, joined.FirstNumber);
        _journal = new Journal(database, surroundings, numbers, joined.Version);
        _membership = new Membership(database, _journal, settings.Node, joined.Version, surroundings, _log);
        _routes = new RouteTable(
            [.. settings.Routes.Select(route => new Route(route, vault, surroundings, witness, _log))]);
        var cards = new CardSafe(vault);
        var days = new BusinessDays(surroundings);
        var adviser = new Adviser(settings.AcquirerId, _journal, cards, surroundings, _log);
        _cases = new CaseWatch(database, surroundings, _log);
        _reversals = Repeaters(
            new Reverser(settings.AcquirerId, _journal, cards, _cases, surroundings, _log), surroundings);
        _advices = Repeaters(adviser, surroundings);
        _settlers = [.. _routes.All.Select(
            route => new DaySettler(settings.AcquirerId, route, database, days, surroundings, _log))];
        _connections =
        [
            .. from route in _routes.All
               from way in route.Links.Zip(route.Settings.Lines)
               select new IssuerConnection(route, way.First, way.Second, surroundings, _log),
        ];
        _maintenance = [.. from route in _routes.All
                           where route.Settings.Maintenance.Count > 0
                           select new MaintenanceWatch(route, surroundings, _log)];
        _terminals = Terminals(settings, database);
        _notices = new NoticeBoard(_routes.All);

        var forwarder = new Forwarder(_journal, surroundings, witness, _log);
        _desk = new TerminalDesk(
            _terminals, new KeyDelivery(database, vault, surroundings), new DownloadDesk(settings.Parameters, vault),
            new SaleDesk(
                settings, _routes, _journal, (forwarder, adviser), new OriginalDesk(_journal, surroundings), days,
                cards, vault, surroundings, _log),
            new ReversalDesk(_journal, cards, vault, surroundings, _log),
            new SettlementDesk(settings, database, cards, vault, surroundings, _log), _notices, vault, surroundings,
            _log);
        _hosts = new HostDesk(_routes, _journal, forwarder, cards, vault, surroundings, _log);
        Connect(forwarder, adviser);
    }

    public SwitchSettings Settings { get; }

    /// <summary>This run's version among the nodes over the same database; it only ever rises.</summary>
    public long Version => _joined.Version;

    /// <summary>The switch's own file, brought up to the newest tables.</summary>
    public static Database OpenDatabase(string file) => Database.Open(file, typeof(SwitchNode).Assembly, "Migrations");

    /// <summary>A database that several switches share, brought up to the newest tables.</summary>
    public static Database OpenPostgres(string connectionString, TimeProvider time) =>
        Database.OpenPostgres(connectionString, typeof(SwitchNode).Assembly, "Migrations", time);

    /// <summary>
    /// Opens the switch over its database: it joins the other nodes, and nothing else moves before it runs. Two
    /// terminals with the same master key throw <see cref="SharedMasterKeyException"/>.
    /// </summary>
    public static async Task<SwitchNode> Open(
        SwitchSettings settings, Database database, KeyVault vault, Surroundings surroundings, IWitness witness)
    {
        Register(settings, vault);
        var joined = await Membership.Join(database, settings.Node, surroundings);
        return new SwitchNode(settings, joined, database, vault, surroundings, witness);
    }

    /// <summary>
    /// Reverses what an earlier run left open, then keeps the links to the issuers up and the reversals going, until
    /// it is cancelled. <see cref="StoreFencedException"/> when another node took this one for dead.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await _journal.ReverseForwarded(_joined.Forwarded);
            await Task.WhenAll(
                [Bound(_membership.Run, stop), Bound(_cases.Run, stop),
                 .. _connections.Select(connection => Bound(connection.Run, stop)),
                 .. _maintenance.Select(watch => Bound(watch.Run, stop)),
                 .. _settlers.Select(settler => Bound(settler.Run, stop)),
                 .. _reversals.Concat(_advices).Select(repeater => Bound(repeater.Run, stop))]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop: what is open stands in the journal.
        }
    }

    /// <summary>Answers one link from a terminal or a concentrator, many messages at once, until it ends.</summary>
    public async Task ServeTerminal(ILink link, CancellationToken cancellation)
    {
        await using var closing = link;
        try
        {
            if (await Answerer.Serve(link, MessagesAtOnce, _desk.Answer, cancellation) is { } fault)
                SwitchLog.BadTerminalBytes(_log, fault);
        }
        catch (IOException broken)
        {
            SwitchLog.TerminalLinkBroke(_log, broken.Message);
        }
        catch (Exception failure)
        {
            // The outermost loop: this link is dropped, no other is harmed, and what is open will be reversed.
            SwitchLog.TerminalLinkFailed(_log, failure);
        }
    }

    /// <summary>Answers one link from an acquirer's host, many messages at once, until it ends.</summary>
    public async Task ServeHost(ILink link, HostSettings host, CancellationToken cancellation)
    {
        await using var closing = link;
        try
        {
            if (await Answerer.Serve(
                    link, MessagesAtOnce, bytes => _hosts.Answer(host, bytes), cancellation) is { } fault)
                SwitchLog.BadHostBytes(_log, host.AcquirerId, fault);
        }
        catch (IOException broken)
        {
            SwitchLog.HostLinkBroke(_log, host.AcquirerId, broken.Message);
        }
        catch (Exception failure)
        {
            // As with a terminal: no other link is harmed.
            SwitchLog.HostLinkFailed(_log, host.AcquirerId, failure);
        }
    }

    /// <summary>What the terminals are to hear with their next echo; replaces what was told before.</summary>
    public void Tell(IReadOnlyList<Notice> notices) => _notices.Post(notices);

    public IReadOnlyList<TerminalView> Terminals() => [.. _terminals.Values.Select(terminal => terminal.View)];

    public IReadOnlyList<RouteView> Routes() =>
        [.. _routes.All.Select(route => route.View(_journal.CountReversing(route.Settings.Issuer)))];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AttemptView> Attempts(int atMost) => [.. _journal.Newest(atMost).Select(View)];

    public IReadOnlyList<AttemptView> OpenReversals() => [.. _journal.Reversing().Select(View)];

    /// <summary>What is open and needs a person; the oldest first.</summary>
    public IReadOnlyList<Case> Cases() => CaseFile.Read(_database, isAll: false);

    private IReadOnlyList<Repeater> Repeaters(IErrand errand, Surroundings surroundings) =>
        [.. _routes.All.Select(route => new Repeater(route, errand, surroundings, _log))];

    /// <summary>The settlement of a day, yyyyMMdd.</summary>
    public SettlementView Settlement(string day) => SettlementView.Read(_database, day);

    private void Connect(Forwarder forwarder, Adviser adviser)
    {
        foreach (var (route, reversals, advices) in _routes.All.Zip(_reversals, _advices))
        {
            route.Strayed += forwarder.TakeStray;
            route.CameUp += reversals.Ring;
            route.CameUp += advices.Ring;
            _membership.TookOver += reversals.Ring;
            _membership.TookOver += advices.Ring;
            _journal.MustReverse += issuer => Ring(reversals, issuer == route.Settings.Issuer);
            adviser.MustTell += issuer => Ring(advices, issuer == route.Settings.Issuer);
        }
    }

    private static void Ring(Repeater repeater, bool isItsIssuer)
    {
        if (isItsIssuer)
            repeater.Ring();
    }

    // A node without its lease does nothing, and one without a loop is no whole one: all loops end with the first.
    private static async Task Bound(Func<CancellationToken, Task> loop, CancellationTokenSource stop)
    {
        try
        {
            await loop(stop.Token);
        }
        finally
        {
            stop.Cancel();
        }
    }

    // Whoever opened one terminal would otherwise know the PINs of the other (PCI PIN 20-1).
    private static void Register(SwitchSettings settings, KeyVault vault)
    {
        foreach (var one in settings.Terminals)
            if (vault.Keys.Register($"{one.Terminal}", one.Master) is KeyRegistration.AlsoOf(var other, var check))
                throw new SharedMasterKeyException(one.Terminal.Value, other, check);
    }

    private static SortedDictionary<string, Terminal> Terminals(SwitchSettings settings, Database database)
    {
        var terminals = new SortedDictionary<string, Terminal>(StringComparer.Ordinal);
        foreach (var one in settings.Terminals)
            terminals.Add(one.Terminal.Value, new Terminal(one, database));
        return terminals;
    }

    private static AttemptView View(Attempt attempt) => new(
        attempt.Id, attempt.At, attempt.Issuer, attempt.Card.Token, attempt.Card.Masked, attempt.Amount, attempt.Rrn,
        attempt.State, attempt.Code, attempt.ApprovalCode, attempt.Tries)
    { Service = attempt.Service };
}
