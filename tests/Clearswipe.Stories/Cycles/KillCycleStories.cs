using System.Globalization;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Stories.Cycles;

/// <summary>
/// Till, switch, issuer and PostgreSQL, each a process of its own, under the load of an acquirer's host: one of them is
/// killed, again and again. Nothing acknowledged is lost, nothing is doubled, what is open closes in two minutes.
/// `./build kill 200 till switch issuer postgres` runs many cycles, a test run a few.
/// </summary>
public sealed class KillCycleStories(ITestOutputHelper output)
{
    private const string Cluster =
        "Host=127.0.0.1:55431,127.0.0.1:55432;Username=clearswipe;Database=postgres;SSL Mode=Disable";

    private const int Connections = 8;
    private const int CyclesToAudit = 20;

    private static readonly int Kills = int.Parse(Set("CLEARSWIPE_KILLS", "4"), CultureInfo.InvariantCulture);
    private static readonly int Seed =
        int.Parse(Set("CLEARSWIPE_KILL_SEED", $"{Environment.TickCount}"), CultureInfo.InvariantCulture);

    private static readonly IReadOnlyList<Victim> Victims =
    [
        .. Set("CLEARSWIPE_KILL_PARTS", "till switch issuer").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Enum.Parse<Victim>(part, ignoreCase: true)),
    ];

    [Fact]
    public async Task Whatever_process_is_killed_under_load_nothing_acknowledged_is_lost_and_nothing_doubled()
    {
        output.WriteLine($"seed {Seed}: {Kills} kills of {string.Join(", ", Victims)}");
        var isOnPostgres = Victims.Contains(Victim.Postgres);
        if (isOnPostgres)
            StartPostgres();
        try
        {
            await Run(new Random(Seed), isOnPostgres ? Cluster : null);
        }
        finally
        {
            if (isOnPostgres)
                KillCycles.Postgres("down");
        }
    }

    private async Task Run(Random chance, string? postgres)
    {
        using var shop = new RealShop(postgres, chance);
        await shop.StartIssuer();
        await shop.StartSwitch();
        var line = new TcpLine("host", shop.HostDoor, FrameFormat.TwoBytes, TimeProvider.System);
        await using var load = new HostLoad(line, Connections, Seed);
        using var cycles = new KillCycles(shop, load, Victims, chance, output.WriteLine);
        load.Start();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await cycles.Cycle(kill);
            if (kill % CyclesToAudit == 0 || kill == Kills)
                Assert.Equal("", string.Join('\n', (await cycles.Audit()).Take(20)));
        }

        output.WriteLine(cycles.Summary);
        output.WriteLine(Ends(load) + $", {cycles.TillSales} at the till; {shop.EndedAlone} ended by themselves");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the longest unknown of the host {load.LongestOpen.TotalSeconds:F1} s, "
            + $"all closed at the latest {cycles.SlowestEnd.TotalSeconds:F1} s after a kill"));
    }

    private static string Ends(HostLoad load) => $"{load.Book.Count} sales of the host: " + string.Join(
        ", ", load.Book.CountBy(sale => sale.End).OrderBy(end => end.Key).Select(end => $"{end.Value} {end.Key}"));

    private static void StartPostgres()
    {
        KillCycles.Postgres("down");
        KillCycles.Postgres("up");
    }

    private static string Set(string name, string usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : usual;
}
