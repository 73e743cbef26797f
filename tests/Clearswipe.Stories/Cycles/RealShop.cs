using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Clearswipe.Store;
using Clearswipe.Switch;

namespace Clearswipe.Stories.Cycles;

/// <summary>
/// An issuer, a switch and a till, each a process with files of its own, connected by TCP. The switch keeps its tables
/// in a file, or in a PostgreSQL.
/// </summary>
sealed class RealShop : IDisposable
{
    public const string Terminal = "10000001";
    private const string Listening = "Listening on ";
    private const int LastCharacters = 4000;

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-cycles-").FullName;
    private readonly string? _postgres;
    private readonly (int Issuer, int Terminals, int Hosts) _ports;
    private ProgramRun? _issuer;
    private ProgramRun? _switch;

    public RealShop(string? postgres, Random chance)
    {
        (_postgres, _ports) = (postgres, (FreePort(chance), FreePort(chance), FreePort(chance)));
        var keys = Directory.CreateDirectory(Path.Combine(_folder, "keys")).FullName;
        foreach (var key in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "keys")))
            File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
        Write("cards.tsv", Cards);
        Write("issuer.yaml", IssuerYaml);
        Write("switch.yaml", SwitchYaml);
        Write("till.yaml", TillYaml);
    }

    public DnsEndPoint HostDoor => new("127.0.0.1", _ports.Hosts);

    /// <summary>How often the switch or the issuer ended without being killed, and was started again.</summary>
    public int EndedAlone { get; private set; }

    /// <summary>The last that switch and issuer said.</summary>
    public string Said => $"issuer:\n{Last(_issuer)}\nswitch:\n{Last(_switch)}";

    public async Task StartIssuer() => _issuer = await Started("issuer", 1);

    public async Task StartSwitch() => _switch = await Started("switch", 2);

    public Task KillIssuer() => _issuer!.Kill();

    public Task KillSwitch() => _switch!.Kill();

    /// <summary>A supervisor's work: what ended by itself is started again.</summary>
    public async Task Mind()
    {
        if (_issuer!.HasEnded)
            _issuer = await Again("issuer", 1, _issuer);
        if (_switch!.HasEnded)
            _switch = await Again("switch", 2, _switch);
    }

    public ProgramRun Till(params string[] arguments) => ProgramRun.Clearswipe(
        ["till", "--config", Place("till.yaml"), "--data", Place("till"), .. arguments]);

    public Database OpenSwitch() => _postgres is null
        ? SwitchNode.OpenDatabase(Place("switch/switch.db"))
        : SwitchNode.OpenPostgres(_postgres, TimeProvider.System);

    public Database OpenIssuer() => Issuer.IssuerNode.OpenDatabase(Place("issuer/issuer.db"));

    public Database OpenTill() => Counter.Sales.Till.OpenDatabase(Place("till/till.db"));

    public void Dispose()
    {
        _switch?.Dispose();
        _issuer?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Last(ProgramRun? run) =>
        run is null ? "" : run.Said is { Length: > LastCharacters } said ? said[^LastCharacters..] : run.Said;

    private Task<ProgramRun> Again(string part, int doors, ProgramRun ended)
    {
        EndedAlone++;
        ended.Dispose();
        return Started(part, doors);
    }

    private async Task<ProgramRun> Started(string part, int doors)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var run = ProgramRun.Clearswipe(part, "--config", Place($"{part}.yaml"), "--data", Place(part));
            if (await run.Hear(Listening) is not null)
                return run;
            Assert.True(Stopwatch.GetElapsedTime(since) < KillCycles.Patience, $"{part} does not start: {run.Said}");
            run.Dispose();
        }
    }

    private string Place(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(Place(name), text);

    // Below the ports that the system gives to callers: a dial to a port where nobody listens could else meet itself.
    private static int FreePort(Random chance)
    {
        while (true)
        {
            var port = chance.Next(20_000, 32_000);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    private const string Cards = """
        6222021234567890	3012	-	900000000000.00	900000000000.00	2000000000
        9999010000000011	3012	43188122	900000000000.00	900000000000.00	2000000000
        """;

    private string IssuerYaml => $$"""
        allow-software-vault: true
        listen: 127.0.0.1:{{_ports.Issuer}}
        issuer: harbour
        name: { zh: 海港银行, en: Harbour Bank }
        telephone: "400-000-0001"
        hours: { zh: 全天, en: day and night }
        pin-key: keys/harbour-pin.key
        mac-key: keys/harbour-mac.key
        verification-key: keys/harbour-pvv.key
        cards: cards.tsv
        """;

    private string SwitchYaml => $$"""
        allow-software-vault: true
        listen: 127.0.0.1:{{_ports.Terminals}}
        acquirer: "00010000"
        {{(_postgres is null ? "" : $"node: north-1\nstore: {{ postgres: \"{_postgres}\" }}")}}
        terminals:
          - { terminal: "{{Terminal}}", merchant: "898440350110001", name: Shop, master: keys/{{Terminal}}.key }
        hosts:
          - { listen: "127.0.0.1:{{_ports.Hosts}}", acquirer: "00020000" }
        issuers:
          - issuer: harbour
            prefixes: ["999901", "622202"]
            host: 127.0.0.1:{{_ports.Issuer}}
            pin-key: keys/harbour-pin.key
            mac-key: keys/harbour-mac.key
        """;

    private string TillYaml => $$"""
        allow-software-vault: true
        terminal: "{{Terminal}}"
        merchant: "898440350110001"
        name: { zh: 海港书店, en: Harbour Books }
        master: keys/{{Terminal}}.key
        lines:
          - { name: Ethernet, host: "127.0.0.1:{{_ports.Terminals}}" }
        """;
}
