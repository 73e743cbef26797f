using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Switch;

/// <summary>A real switch and a real issuer, and between them somebody who has the zone's key and forges.</summary>
internal sealed class WatchBench : ILine, IWitness, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-watch-").FullName;
    private readonly CancellationTokenSource _running = new();
    private Database _issuerFile = null!;
    private Database _switchFile = null!;
    private Task _run = Task.CompletedTask;

    private WatchBench()
    {
        Clock = new NodeClock(Time);
        Master = Vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        PinKey = Vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        MacKey = Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The wall clock of switch and issuer, which may be moved alone.</summary>
    public NodeClock Clock { get; }

    public KeyVault Vault { get; } = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());

    public SealedKey Master { get; }

    public SealedKey PinKey { get; }

    public SealedKey MacKey { get; }

    public SwitchNode Node { get; private set; } = null!;

    public IssuerNode Issuer { get; private set; } = null!;

    /// <summary>What becomes of an answer on its way from the issuer to the switch; null when it is lost.</summary>
    public Func<Message, Message?> Forge { get; set; } = answer => answer;

    /// <summary>Whether a request to the issuer is lost.</summary>
    public Func<bool> LosesRequest { get; set; } = () => false;

    public string Name => "to the issuer, past a forger";

    public static async Task<WatchBench> Open()
    {
        var bench = new WatchBench();
        await bench.OpenIssuer();
        await bench.OpenSwitch();
        await bench.Until(() => bench.Node.Routes()[0].IsUp);
        return bench;
    }

    public async Task<TestTerminal> SignedOnTerminal()
    {
        var (near, far) = PipeLink.CreatePair();
        _ = Node.ServeTerminal(far, CancellationToken.None);
        var terminal = new TestTerminal(near, Vault, Master, "10000001");
        await terminal.SignOn();
        return terminal;
    }

    public ValueTask<Dialled> Dial(CancellationToken cancellation)
    {
        var (here, toSwitch) = PipeLink.CreatePair();
        var (toIssuer, there) = PipeLink.CreatePair();
        _ = Issuer.Serve(there, CancellationToken.None);
        _ = Relay(toSwitch, toIssuer, bytes => LosesRequest() ? null : bytes);
        _ = Relay(toIssuer, toSwitch, Forged);
        return ValueTask.FromResult<Dialled>(new Dialled.Connected(here));
    }

    public async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < Patience / TimeSpan.FromMilliseconds(5) && !holds(); i++)
            await Task.Delay(5);
        Assert.True(holds());
    }

    /// <summary>The code of the answer; the clock runs on until it comes.</summary>
    public async Task<string?> Ask(TestTerminal terminal, Message request)
    {
        await terminal.Send(request);
        var answer = terminal.Receive();
        await Passing(() => answer.IsCompleted);
        return (await answer).Text(39);
    }

    public async Task Passing(Func<bool> holds)
    {
        for (var i = 0; i < 2_000 && !holds(); i++)
        {
            await Task.Delay(5);
            if (!holds())
                Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(holds());
    }

    /// <summary>What stands in one of the issuer's accounts.</summary>
    public long Fen(string account) => _issuerFile.Read(session => session.First(
        "select coalesce(sum(fen), 0) from ledger where account = @account", row => row.GetInt64(0),
        ("@account", account)));

    /// <summary>Lets the clock run on until the day is settled with the issuer.</summary>
    public async Task Settled(string day)
    {
        for (var i = 0; i < 400 && !Node.Settlement(day).Days.Any(one => one.Settled is not null); i++)
        {
            Time.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(20);
        }

        Assert.Contains(Node.Settlement(day).Days, one => one.Settled is not null);
    }

    public void Saw(Observation observation)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _running.CancelAsync();
        await _run;
        await _switchFile.DisposeAsync();
        await _issuerFile.DisposeAsync();
        Vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenIssuer()
    {
        var pvk = Vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2);
        var pvv = Vault.Pins.Derive(new(pvk, 1), SwitchBench.Card, "1234"u8);
        _issuerFile = IssuerNode.OpenDatabase(Path.Combine(_folder, "issuer.db"));
        Issuer = await IssuerNode.Open(
            new IssuerSettings
            {
                Issuer = new("harbour"),
                Name = new("海港银行", "Harbour Bank"),
                Telephone = "95000",
                Hours = new("全天", "day and night"),
                ZonePinKey = PinKey,
                ZoneMacKey = MacKey,
                VerificationKey = pvk,
                Cards = [new CardSettings(SwitchBench.Card, "3012", pvv, Money.Fen(100_000))],
            },
            _issuerFile, Vault, new Surroundings(Clock, new CryptoChance(), NullLoggerFactory.Instance));
    }

    private async Task OpenSwitch()
    {
        _switchFile = SwitchNode.OpenDatabase(Path.Combine(_folder, "switch.db"));
        Node = await SwitchNode.Open(
            new SwitchSettings
            {
                AcquirerId = "12345",
                Terminals = [new(new("10000001"), new(SwitchBench.Merchant), "The Shop", Master)],
                Routes = [new(new("harbour"), ["9999"], [this], PinKey, MacKey)],
            },
            _switchFile, Vault, new Surroundings(Clock, new CryptoChance(), NullLoggerFactory.Instance), this);
        _run = Node.Run(_running.Token);
    }

    private byte[]? Forged(byte[] bytes)
    {
        Assert.Null(Dialect.Iso1987Ascii.TryRead(bytes, out var answer));
        if (answer.Type == "0810")
            return bytes;
        return Forge(answer) is { } forged
            ? Dialect.Iso1987Ascii.WriteSigned(
                forged.Without(64).Without(128),
                (signed, mac) => Vault.Macs.Write(MacKey, MacAlgorithm.X919, signed, mac))
            : null;
    }

    private static async Task Relay(ILink from, ILink to, Func<byte[], byte[]?> change)
    {
        while (await from.Receive(CancellationToken.None) is Received.Message(var bytes))
            if (change(bytes.ToArray()) is { } changed)
                await to.Send(changed, CancellationToken.None);
    }
}
