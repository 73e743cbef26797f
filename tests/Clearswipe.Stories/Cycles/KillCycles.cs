using System.Diagnostics;
using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories.Cycles;

/// <summary>Which process a cycle kills.</summary>
enum Victim
{
    Till,
    Switch,
    Issuer,

    /// <summary>The primary of two PostgreSQL nodes, with its Patroni.</summary>
    Postgres,
}

/// <summary>
/// Kills one process of a shop under load, starts it again, waits until money moves, and begins anew; now and then all
/// comes to rest and the books are compared.
/// </summary>
sealed class KillCycles(RealShop shop, HostLoad load, IReadOnlyList<Victim> victims, Random chance, Action<string> say)
    : IDisposable
{
    /// <summary>Within this time after the last kill everything is closed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Two nodes need half a minute to be whole again, so one kill in so many is theirs.
    private const int OneInIsPostgres = 10;
    private const int CyclesUnderLoad = 600;
    private const int LongestDead = 300;
    private static readonly TimeSpan TillReaches = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly string[] MomentsOfTill =
        ["Starting", "Idle", "AwaitingCard", "Reading", "Sending", "Paid"];

    private readonly Dictionary<Victim, List<double>> _back = [];
    private readonly List<string> _shownPaid = [];
    private ProgramRun? _till;
    private int _tillSales;
    private long _lastKill;

    /// <summary>How long it took at worst until everything was closed after the last kill before an audit.</summary>
    public TimeSpan SlowestEnd { get; private set; }

    /// <summary>Kills of each victim, and the seconds until the next approval: the middle and the longest.</summary>
    public string Summary => string.Join("; ", _back.OrderBy(pair => pair.Key).Select(pair => string.Create(
        CultureInfo.InvariantCulture,
        $"{pair.Key} {pair.Value.Count}, selling again after {pair.Value.Order().ElementAt(pair.Value.Count / 2):F1} s"
        + $" (longest {pair.Value.Max():F1} s)")));

    public int TillSales => _tillSales;

    private TimeSpan SinceKill => Stopwatch.GetElapsedTime(_lastKill);

    public async Task Cycle(int number)
    {
        var victim = Choose();
        load.GoOn();
        KeepSelling();
        await Task.Delay(chance.Next(CyclesUnderLoad));
        var moment = await Kill(victim);
        var approved = load.Approved;
        while (load.Approved < approved + 10)
        {
            Assert.True(SinceKill < Patience, $"{victim} was killed, and nothing is sold since:\n{shop.Said}");
            await shop.Mind();
            await Task.Delay(Look);
        }

        var back = SinceKill.TotalSeconds;
        (_back.TryGetValue(victim, out var all) ? all : _back[victim] = []).Add(back);
        say(string.Create(
            CultureInfo.InvariantCulture, $"cycle {number}: {victim}{moment}, selling again after {back:F1} s"));
        if (victim == Victim.Postgres)
            Postgres("revive");
    }

    /// <summary>All comes to rest, and the books are compared; what is wrong, a line each.</summary>
    public async Task<IReadOnlyList<string>> Audit()
    {
        var isQuiet = await load.Pause(Patience);
        await EndTill();
        await using var @switch = shop.OpenSwitch();
        while (CycleAudit.CountOpen(@switch) > 0 && SinceKill < Patience)
            await Task.Delay(Look);
        var open = CycleAudit.CountOpen(@switch);
        var ended = SinceKill;
        if (ended > SlowestEnd)
            SlowestEnd = ended;
        await using var issuer = shop.OpenIssuer();
        await using var till = shop.OpenTill();
        var audit = new CycleAudit(@switch, issuer, load.Book);
        List<string> wrong =
        [
            .. isQuiet && open == 0 ? [] : new[] { $"{open} attempts are open {ended} after the last kill" },
            .. load.Contradictions, .. audit.OfHost(), .. audit.OfIssuer(), .. audit.OfTill(till, _shownPaid),
        ];
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"audit: {audit.Attempts} attempts, closed {ended.TotalSeconds:F1} s after the kill, {wrong.Count} wrong"));
        return wrong;
    }

    public static void Postgres(string verb)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(Repository.Root, "deploy/patroni/loopback.sh"), verb))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose() => _till?.Dispose();

    private Victim Choose()
    {
        var others = victims.Where(victim => victim != Victim.Postgres).ToList();
        return others.Count == 0 || (victims.Count > others.Count && chance.Next(OneInIsPostgres) == 0)
            ? Victim.Postgres
            : others[chance.Next(others.Count)];
    }

    private async Task<string> Kill(Victim victim)
    {
        _lastKill = Stopwatch.GetTimestamp();
        switch (victim)
        {
            case Victim.Till:
                return await KillTill();
            case Victim.Switch:
                await shop.KillSwitch();
                await Task.Delay(chance.Next(LongestDead));
                await shop.StartSwitch();
                return "";
            case Victim.Issuer:
                await shop.KillIssuer();
                await Task.Delay(chance.Next(LongestDead));
                await shop.StartIssuer();
                return "";
            case Victim.Postgres:
                Postgres("kill");
                return "";
            default:
                throw new InvariantException("a victim is one of the four");
        }
    }

    private async Task<string> KillTill()
    {
        var moment = MomentsOfTill[chance.Next(MomentsOfTill.Length)];
        var reaches = _till!.Hear(moment);
        var wasHeard = await Task.WhenAny(reaches, Task.Delay(TillReaches)) == reaches && await reaches is not null;
        await Task.Delay(chance.Next(30));
        _lastKill = Stopwatch.GetTimestamp();
        await _till.Kill();
        TakeTill();
        return $" at {moment}{(wasHeard ? "" : " (not reached)")}";
    }

    // One sale after the other, each for an amount of its own; the next process ends what the last one left open.
    private void KeepSelling()
    {
        if (_till is { HasEnded: true })
            TakeTill();
        _till ??= shop.Till("--sell", $"{++_tillSales}.25", "--by", "tap");
    }

    private async Task EndTill()
    {
        if (_till is not null)
            await _till.End();
        TakeTill();
        using var last = shop.Till();
        Assert.True(await last.End() == 0 && await last.Hear("Nothing is open") is not null, last.Said);
    }

    private void TakeTill()
    {
        if (_till is null)
            return;
        _shownPaid.AddRange(
            from line in _till.Lines
            where line.StartsWith("Paid", StringComparison.Ordinal)
            select line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        _till.Dispose();
        _till = null;
    }
}
