using System.Net;
using System.Net.Sockets;
using Clearswipe.Host.Wiring;
using Clearswipe.Issuer;
using Clearswipe.Lab.Links;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Switch.Hosts;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Stories;

/// <summary>
/// A real switch and a real bank behind Kestrel on free ports, a good terminal that sells there, and the program's own
/// doors for strangers, whose clock a test moves on: a stranger's silence is not waited for.
/// </summary>
public sealed class HostileBench : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(2);
    private static readonly IssuerId Harbour = new("harbour");

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-hostile-").FullName;
    private readonly LogBook _log = new();
    private readonly FakeTimeProvider _strangersTime = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KeyVault _vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());
    private readonly List<WebApplication> _hosts = [];
    private readonly List<TcpDoor> _doors = [];
    private readonly List<Database> _databases = [];
    private Task _running = Task.CompletedTask;
    private HostileTerminal _good = null!;
    private int _goodPort;

    /// <summary>Where strangers knock at the switch.</summary>
    public int SwitchPort { get; private set; }

    /// <summary>Where strangers knock at the switch and speak as an acquirer's host.</summary>
    public int HostPort { get; private set; }

    /// <summary>Where strangers knock at the bank.</summary>
    public int BankPort { get; private set; }

    internal IssuerNode Bank { get; private set; } = null!;

    internal SwitchNode Switch { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var around = new Surroundings(TimeProvider.System, new CryptoChance(), _log.Factory);
        var bank = DemoBanks.World.Issuers.Single(bank => bank.Id == Harbour);
        Bank = await IssuerNode.Open(
            DemoBanks.Issuer(bank, _vault), Keep(IssuerNode.OpenDatabase(Path.Combine(_folder, "bank.db"))), _vault,
            around);
        var bankPort = await Listen(door => door.UseIssuer(Bank, TimeProvider.System));
        BankPort = Open(Bank.Serve);

        var lines = DemoBanks.World.Issuers.ToDictionary(bank => bank.Id, ILine (bank) => new LabPort(bank.Id.Value));
        lines[Harbour] = LineTo(bankPort);
        Switch = await SwitchNode.Open(
            DemoBanks.Switch(_vault, lines), Keep(SwitchNode.OpenDatabase(Path.Combine(_folder, "switch.db"))), _vault,
            around, new Unwatched());
        _running = Switch.Run(_stop.Token);
        _goodPort = await Listen(door => door.UseSwitch(Switch, TimeProvider.System));
        SwitchPort = Open(Switch.ServeTerminal);
        var acquirer = new HostSettings { AcquirerId = "00020000" };
        HostPort = Open((link, stop) => Switch.ServeHost(link, acquirer, stop));
        await Until(() => Switch.Routes().Any(route => route.Issuer == Harbour && route.IsUp), "the bank is reached");
        _good = await SignedOn("10000001");
    }

    public async ValueTask DisposeAsync()
    {
        await _good.DisposeAsync();
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _stop.CancelAsync();
        await _running;
        _doors.ForEach(door => door.Dispose());
        foreach (var database in _databases)
            await database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A terminal with good manners and good keys, over TCP.</summary>
    internal async Task<HostileTerminal> SignedOn(string id)
    {
        var dialled = await LineTo(_goodPort).Dial(CancellationToken.None);
        var terminal = new HostileTerminal(
            Assert.IsType<Dialled.Connected>(dialled).Link, _vault, DemoBanks.MasterKey(_vault, new(id)), id);
        await terminal.SignOn();
        return terminal;
    }

    /// <summary>The good terminal, signed on since the beginning, still gets its sales approved.</summary>
    public async Task StillSells(int sales = 3)
    {
        for (var sale = 0; sale < sales; sale++)
            Assert.Equal("00", (await _good.Ask(_good.NewSale())).Text(39));
    }

    /// <summary>A stranger that connects and sends these bytes.</summary>
    public static async Task<TcpClient> Knock(int port, params byte[] bytes)
    {
        var stranger = new TcpClient { NoDelay = true };
        await stranger.ConnectAsync(IPAddress.Loopback, port);
        if (bytes.Length > 0)
            await stranger.GetStream().WriteAsync(bytes);
        return stranger;
    }

    /// <summary>The strangers' clock goes on, second by second, until this one is hung up on.</summary>
    public async Task IsDropped(TcpClient stranger, Func<NetworkStream, Task>? eachSecond = null)
    {
        var end = ReadEnd(stranger.GetStream());
        await Until(
            () => end.IsCompleted, "the stranger is hung up on",
            async () =>
            {
                await SecondPasses();
                if (eachSecond is not null)
                    await eachSecond(stranger.GetStream());
            });
        stranger.Dispose();
    }

    /// <summary>
    /// Asks and asks and reads no answer. When nothing more is taken from it, the strangers' clock goes on until it is
    /// hung up on; how many bytes were taken.
    /// </summary>
    public async Task<long> NeverReads(int port, byte[] question)
    {
        using var stranger = new TcpClient { NoDelay = true, ReceiveBufferSize = 4096 };
        await stranger.ConnectAsync(IPAddress.Loopback, port);
        byte[] questions = [.. Enumerable.Repeat(question, 100).SelectMany(one => one)];
        var (taken, before) = (0L, -1L);
        var asking = AskForEver(stranger.GetStream(), questions, () => taken += questions.Length);
        while (taken != before)
        {
            before = taken;
            await Task.Delay(Stalled, TimeProvider.System);
        }

        await Until(() => asking.IsCompleted, "who never reads is hung up on", SecondPasses);
        await Assert.ThrowsAnyAsync<IOException>(() => asking);
        return taken;
    }

    /// <summary>One line of the log says all of this.</summary>
    public Task IsLogged(params string[] said) => Until(
        () => _log.Lines.Any(line => said.All(part => line.Contains(part, StringComparison.Ordinal))),
        $"the log says \"{string.Join(" … ", said)}\"");

    public static async Task Until(Func<bool> holds, string what, Func<Task>? meanwhile = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, $"in {Patience.TotalSeconds} s: {what}");
            if (meanwhile is not null)
                await meanwhile();
            await Task.Delay(Look);
        }
    }

    private Task SecondPasses()
    {
        _strangersTime.Advance(TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private static async Task AskForEver(NetworkStream stream, byte[] questions, Action taken)
    {
        while (true)
        {
            await stream.WriteAsync(questions);
            taken();
        }
    }

    private static async Task ReadEnd(NetworkStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[256]) > 0)
            {
                // An answer may come before the end.
            }
        }
        catch (IOException)
        {
            // A reset is an end too: the other side hung up with bytes of ours unread.
        }
    }

    private static TcpLine LineTo(int port) =>
        new("tcp", new DnsEndPoint("127.0.0.1", port), FrameFormat.TwoBytes, TimeProvider.System);

    private async Task<int> Listen(Action<IConnectionBuilder> serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => serve(listener)));
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses!.Addresses.Single()).Port;
    }

    /// <summary>The program's own door, by the strangers' clock.</summary>
    private int Open(Func<ILink, CancellationToken, Task> serve)
    {
        var door = new TcpDoor(
            new IPEndPoint(IPAddress.Loopback, 0), null, _strangersTime, _log.Factory.CreateLogger<TcpDoor>());
        _doors.Add(door);
        _ = door.Serve(serve, _stop.Token);
        return door.At.Port;
    }

    private Database Keep(Database database)
    {
        _databases.Add(database);
        return database;
    }
}
