using System.Net;
using Clearswipe.Host.Wiring;
using Clearswipe.Vault;
using Clearswipe.Vault.Software;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Stories;

/// <summary>
/// Ten thousand peers that connect to a real process and say nothing: sales beside them go through as ever. Each end of
/// a connection is an open file of its process, so the doors stand in processes of their own.
/// </summary>
public sealed class IdleStories
{
    private const int Peers = 10_000;
    private const int OthersFiles = 1_000;

    [Fact]
    public async Task Ten_thousand_idle_terminals_hold_no_sale_up()
    {
        SkipWhereFilesAreFew();
        using var program = ProgramRun.Clearswipe("switch", "--demo", "--port", "0");
        var door = await SamplePrograms.Door(program, 0);
        using var idle = await IdlePeers.At(door, Peers);

        await Sells(door);

        Assert.Equal(Peers, idle.Living);
    }

    [Fact]
    public async Task Ten_thousand_idle_peers_at_a_bank_or_at_a_hosts_door_hold_no_sale_up()
    {
        SkipWhereFilesAreFew();
        using var programs = await SamplePrograms.Start();
        foreach (var door in new[] { programs.AtBank, programs.AtHost })
        {
            using var idle = await IdlePeers.At(door, Peers);

            Assert.True(await programs.Sells(TimeSpan.FromSeconds(1)));

            Assert.Equal(Peers, idle.Living);
        }
    }

    [Fact]
    public async Task A_door_that_runs_out_of_files_says_so_and_lets_in_again_when_there_are_some()
    {
        using var program = ProgramRun.Start(
            "bash", "-c",
            $"ulimit -n 400; exec dotnet exec {Path.Combine(AppContext.BaseDirectory, "clearswipe.dll")} "
            + "switch --demo --port 0");
        var door = await SamplePrograms.Door(program, 0);
        await using var terminal = await SignedOn(door);
        using (await IdlePeers.At(door, 500))
            await HostileBench.Until(
                () => program.Said.Contains("no peer could be let in", StringComparison.Ordinal), "it says so");

        Assert.Equal("00", (await terminal.Ask(terminal.NewSale())).Text(39));
        await Sells(door, "10000003");
        Assert.False(program.HasEnded, program.Said);
    }

    private static void SkipWhereFilesAreFew() => Assert.SkipWhen(
        IdlePeers.OpenFiles() < Peers + OthersFiles,
        $"a process may open {IdlePeers.OpenFiles()} files here, and {Peers + OthersFiles} are needed: see ulimit -Hn");

    private static async Task Sells(IPEndPoint door, string id = "10000001")
    {
        await using var terminal = await SignedOn(door, id);
        for (var sale = 0; sale < 10; sale++)
            Assert.Equal("00", (await terminal.Ask(terminal.NewSale())).Text(39));
    }

    private static async Task<HostileTerminal> SignedOn(IPEndPoint door, string id = "10000002")
    {
        var line = new TcpLine(
            "tcp", new DnsEndPoint($"{door.Address}", door.Port), FrameFormat.TwoBytes, TimeProvider.System);
        var link = Assert.IsType<Dialled.Connected>(await line.Dial(CancellationToken.None)).Link;
        var vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());
        var terminal = new HostileTerminal(link, vault, DemoBanks.MasterKey(vault, new(id)), id);
        await terminal.SignOn();
        return terminal;
    }
}
