using System.Text;
using Clearswipe.Switch.Downloads;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Tests.Switch;

/// <summary>What terminals download: lists in parts, and one by one.</summary>
public sealed class DownloadTests
{
    private static readonly byte[] Provider = Convert.FromHexString("A000000333");

    [Fact]
    public async Task A_list_of_keys_comes_in_parts_and_each_key_by_its_name()
    {
        await using var bench = await Open(keys: 120);
        var terminal = await bench.SignedOnTerminal();
        var (had, names, last) = (0, new List<byte[]>(), (byte)0);
        while (last is not (byte)'3')
        {
            var part = (await Ask(terminal, "372", Encoding.ASCII.GetBytes($"1{had:D2}")))!.Value.ToArray();
            last = part[0];
            names.AddRange(part[1..].Chunk(12));
            had = names.Count;
            Assert.True(last is (byte)'2' or (byte)'3' && part.Length <= 999);
        }

        Assert.Equal(120, names.Count);
        Assert.Equal(Key(7), (await Ask(terminal, "370", names[7]))!.Value[1..].ToArray());
        Assert.Null(await Ask(terminal, "371", null));
    }

    [Fact]
    public async Task Parameters_come_by_their_application_and_what_is_unknown_is_none()
    {
        await using var bench = await Open(keys: 0);
        var terminal = await bench.SignedOnTerminal();
        var list = (await Ask(terminal, "382", "100"u8.ToArray()))!.Value.ToArray();
        Assert.Equal("339F0608A000000333010101", Convert.ToHexString(list));
        Assert.Equal(Application(), (await Ask(terminal, "380", list[1..]))!.Value[1..].ToArray());

        Assert.Equal("0"u8.ToArray(), (await Ask(terminal, "372", "100"u8.ToArray()))!.Value.ToArray());
        Assert.Equal("0"u8.ToArray(), (await Ask(terminal, "380", [1, 2, 3]))!.Value.ToArray());
    }

    [Fact]
    public async Task The_acquirers_own_parameters_come_as_they_are()
    {
        await using var bench = await SwitchBench.Open(settings => settings with
        {
            Parameters = TerminalParameters.None with { Transfer = "1160"u8.ToArray(), Management = new byte[] { 7 } },
        });
        var terminal = await bench.SignedOnTerminal();

        Assert.Null(await Ask(terminal, "362", "status"u8.ToArray()));
        Assert.Equal("1160"u8.ToArray(), (await Ask(terminal, "360", null))!.Value.ToArray());
        Assert.Null(await Ask(terminal, "361", null));
        Assert.Equal([7], (await Ask(terminal, "364", null))!.Value.ToArray());
    }

    [Theory]
    [InlineData("360")]
    [InlineData("361")]
    [InlineData("362")]
    [InlineData("363")]
    [InlineData("364")]
    public async Task What_there_is_none_of_is_not_served(string function)
    {
        await using var bench = await Open(keys: 1);
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal("12", (await terminal.AskPlain(terminal.Manage(5, function))).Text(39));
    }

    [Fact]
    public async Task A_download_is_signed_when_it_was_asked_for_so_and_a_wrong_mac_gets_nothing()
    {
        await using var bench = await Open(keys: 1);
        var terminal = await bench.SignedOnTerminal();
        await terminal.Ask(terminal.Manage(5, "372", "100"u8.ToArray()));
        Assert.True(terminal.IsBelieved);

        var forged = await terminal.AskPlain(terminal.Manage(6, "372", "100"u8.ToArray()).With(64, new byte[8]));
        Assert.Equal(("A0", false), (forged.Text(39), forged.Has(62)));
    }

    private static async Task<ReadOnlyMemory<byte>?> Ask(TestTerminal terminal, string function, byte[]? field62)
    {
        var answer = await terminal.AskPlain(terminal.Manage(5, function, field62));
        Assert.Equal("00", answer.Text(39));
        return answer.Bytes(62);
    }

    private static Task<SwitchBench> Open(int keys) => SwitchBench.Open(settings => settings with
    {
        Parameters = new TerminalParameters(
            [.. Enumerable.Range(0, keys).Select(index => AuthorityKey.Read(Key(index))!)],
            [ApplicationParameters.Read(Application())!]),
    });

    private static byte[] Key(int index) => new ChipData().With(0x9F06, Provider)
        .With(0x9F22, new[] { (byte)index }).With(0xDF02, new byte[128]).With(0xDF04, new byte[] { 3 }).ToBytes();

    private static byte[] Application() => new ChipData()
        .With(0x9F06, Convert.FromHexString("A000000333010101")).With(0x9F09, new byte[] { 0, 0x20 }).ToBytes();
}
