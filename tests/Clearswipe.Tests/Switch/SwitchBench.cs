using System.Collections.Concurrent;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Stories;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Switch;

/// <summary>A real switch over a real file, between a test's terminal and a test's issuer.</summary>
internal sealed class SwitchBench : IAsyncDisposable, IWitness
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    public static readonly Pan Card = Pan.Trusted("9999010000000016");
    public const string Merchant = "123456789012345";

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-switch-").FullName;
    private Database _database = null!;
    private CancellationTokenSource _running = new();
    private Task _run = Task.CompletedTask;

    private SwitchBench(KeyAlgorithm master)
    {
        Clock = new NodeClock(Time);
        Master = Vault.Keys.Generate(KeyUse.Master, master);
        ZonePinKey = Vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        ZoneMacKey = Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        Issuer = new ScriptedIssuer(Vault, ZoneMacKey);
        Spare = new ScriptedIssuer(Vault, ZoneMacKey);
        OtherIssuer = new ScriptedIssuer(Vault, ZoneMacKey);
        Settings = new SwitchSettings
        {
            AcquirerId = "12345",
            Terminals = [new(new("10000001"), new(Merchant), "The Shop", Master)],
            Routes =
            [
                new(new("harbour"), ["9999"], [Issuer], ZonePinKey, ZoneMacKey),
                new(new("campus"), ["999902"], [OtherIssuer], ZonePinKey, ZoneMacKey),
            ],
        };
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The wall clock of the switch's machine, which may be moved alone.</summary>
    public NodeClock Clock { get; }

    public LogBook Log { get; } = new();

    public KeyVault Vault { get; } = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());

    public SealedKey Master { get; }

    public SealedKey ZonePinKey { get; }

    public SealedKey ZoneMacKey { get; }

    public ScriptedIssuer Issuer { get; }

    /// <summary>Where the second link to the first issuer ends, in a bench with two.</summary>
    public ScriptedIssuer Spare { get; }

    public ScriptedIssuer OtherIssuer { get; }

    public SwitchSettings Settings { get; set; }

    public SwitchNode Node { get; private set; } = null!;

    public ConcurrentQueue<Observation> Seen { get; } = new();

    public string Folder => _folder;

    public AttemptView Attempt => Node.Attempts(1).Single();

    /// <summary>All links to all issuers, in their order.</summary>
    public IReadOnlyList<LinkView> Links => [.. Node.Routes().SelectMany(route => route.Links)];

    public static Task<SwitchBench> Open(Func<SwitchSettings, SwitchSettings>? change = null) =>
        Open(KeyAlgorithm.TripleDes2, change);

    /// <summary>Its terminal's master key is of that cipher.</summary>
    public static async Task<SwitchBench> Open(
        KeyAlgorithm master, Func<SwitchSettings, SwitchSettings>? change = null)
    {
        var bench = new SwitchBench(master);
        bench.Settings = change?.Invoke(bench.Settings) ?? bench.Settings;
        return await Open(bench);
    }

    /// <summary>Its first issuer is reached over two links; the second ends at <see cref="Spare"/>.</summary>
    public static Task<SwitchBench> OpenWithTwoLinks(LinkOrder order)
    {
        var bench = new SwitchBench(KeyAlgorithm.TripleDes2);
        bench.Settings = bench.Settings with
        {
            Routes = [bench.Settings.Routes[0] with { Lines = [bench.Issuer, bench.Spare], Order = order }],
        };
        return Open(bench);
    }

    private static async Task<SwitchBench> Open(SwitchBench bench)
    {
        await bench.Start();
        await bench.Until(() => bench.Links.All(link => link.State == LinkState.Up));
        return bench;
    }

    /// <summary>A terminal that has a link and has signed on.</summary>
    public async Task<TestTerminal> SignedOnTerminal()
    {
        var terminal = Terminal();
        await terminal.SignOn();
        return terminal;
    }

    public TestTerminal Terminal(string id = "10000001")
    {
        var (near, far) = PipeLink.CreatePair();
        _ = Node.ServeTerminal(far, CancellationToken.None);
        return new TestTerminal(near, Vault, Master, id);
    }

    /// <summary>The power goes and comes back; nothing that was not durable is there any more.</summary>
    public async Task LosePower()
    {
        _database.LosePower();
        await _running.CancelAsync();
        try
        {
            await _run;
        }
        catch (ObjectDisposedException)
        {
            // The power went while one of its loops was about to look into the file.
        }

        await Start();
        if (!Issuer.IsBroken)
            await Until(() => Node.Routes().All(route => route.IsUp));
    }

    public async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 2_000 && !holds(); i++)
            await Task.Delay(5);
        Assert.True(holds());
    }

    /// <summary>Lets the clock run on until it holds.</summary>
    public async Task Passing(TimeSpan step, Func<bool> holds)
    {
        for (var i = 0; i < 400 && !holds(); i++)
        {
            Time.Advance(step);
            await Task.Delay(5);
        }

        Assert.True(holds());
    }

    /// <summary>Lets so much time pass, a second at a time.</summary>
    public Task Pass(TimeSpan span)
    {
        var until = Time.GetUtcNow() + span;
        return Passing(TimeSpan.FromSeconds(1), () => Time.GetUtcNow() >= until);
    }

    public void Saw(Observation observation) => Seen.Enqueue(observation);

    public byte[] WrittenBytes() =>
        [.. Directory.EnumerateFiles(_folder).Order().SelectMany(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        })];

    public async ValueTask DisposeAsync()
    {
        await _running.CancelAsync();
        await _run;
        await _database.DisposeAsync();
        Vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start()
    {
        _running = new CancellationTokenSource();
        _database = SwitchNode.OpenDatabase(Path.Combine(_folder, "switch.db"));
        Node = await SwitchNode.Open(
            Settings, _database, Vault, new Surroundings(Clock, new CryptoChance(), Log.Factory), this);
        _run = Node.Run(_running.Token);
    }
}
