using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Tests.Store.Postgres;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Switch.Nodes;

/// <summary>Several switches over one PostgreSQL, each with a clock of its own, before one issuer.</summary>
internal sealed class NodesBench : IAsyncDisposable
{
    private readonly string _database = Cluster.OfTheRun.NewDatabase();
    private readonly KeyVault _vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());
    private readonly SealedKey _master;
    private readonly SealedKey _zonePin;
    private readonly SealedKey _zoneMac;
    private readonly List<Machine> _machines = [];

    public NodesBench()
    {
        _master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        _zonePin = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        _zoneMac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        Issuer = new ScriptedIssuer(_vault, _zoneMac);
    }

    public ScriptedIssuer Issuer { get; }

    public async Task<Machine> Start(string name)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var database = SwitchNode.OpenPostgres(_database, TimeProvider.System);
        var clock = new NodeClock(time);
        var node = await SwitchNode.Open(
            Settings(name), database, _vault, new Surroundings(clock, new CryptoChance(), NullLoggerFactory.Instance),
            new Nobody());
        var machine = new Machine(node, database, time) { Clock = clock };
        _machines.Add(machine);
        await machine.Until(() => node.Routes().All(route => route.IsUp));
        return machine;
    }

    public TestTerminal Terminal(Machine at, TestTerminal? same = null)
    {
        var (near, far) = PipeLink.CreatePair();
        _ = at.Node.ServeTerminal(far, CancellationToken.None);
        return new TestTerminal(near, _vault, _master, "10000001") { PinKey = same?.PinKey, MacKey = same?.MacKey };
    }

    public async Task<TestTerminal> SignedOn(Machine at)
    {
        var terminal = Terminal(at);
        await terminal.SignOn();
        return terminal;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
            await machine.Die();
        _vault.Dispose();
    }

    private SwitchSettings Settings(string name) => new()
    {
        Node = name,
        AcquirerId = "12345",
        Terminals = [new(new("10000001"), new(SwitchBench.Merchant), "The Shop", _master)],
        Routes = [new(new("harbour"), ["9999"], [Issuer], _zonePin, _zoneMac)],
    };

    private sealed class Nobody : IWitness
    {
        public void Saw(Observation observation)
        {
        }
    }

    /// <summary>One switch machine with its own clock and its own connections.</summary>
    internal sealed class Machine
    {
        private readonly CancellationTokenSource _stop = new();

        public Machine(SwitchNode node, Database database, FakeTimeProvider time)
        {
            (Node, Database, Time) = (node, database, time);
            Running = node.Run(_stop.Token);
        }

        public SwitchNode Node { get; }

        public Database Database { get; }

        public FakeTimeProvider Time { get; }

        /// <summary>Its wall clock, which may be moved alone.</summary>
        public required NodeClock Clock { get; init; }

        public Task Running { get; }

        public AttemptView Attempt => Node.Attempts(1).Single();

        /// <summary>As kill -9.</summary>
        public async Task Die()
        {
            Database.LosePower();
            await _stop.CancelAsync();
            await Running.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        public async Task Until(Func<bool> holds)
        {
            for (var i = 0; i < 2_000 && !holds(); i++)
                await Task.Delay(5);
            Assert.True(holds());
        }

        /// <summary>Lets this machine's clock run on until it holds.</summary>
        public async Task Passing(Func<bool> holds)
        {
            for (var i = 0; i < 400 && !holds(); i++)
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10);
            }

            Assert.True(holds());
        }
    }
}
