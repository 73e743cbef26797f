using Clearswipe.Switch;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Switch;

/// <summary>How the switch treats terminals: keys, look-ups, notices, and what it does not believe.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task Sign_on_delivers_fresh_keys_under_the_terminals_own_master_key()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var first = terminal.MacKey!.CheckValue;
        await terminal.SignOn(901);

        Assert.NotEqual(first, terminal.MacKey!.CheckValue);
        Assert.Equal("00000001003", terminal.LastAnswer!.Text(60));
        Assert.NotNull(bench.Node.Terminals().Single().SignedOn);
    }

    [Fact]
    public async Task A_sign_on_that_is_doubled_on_its_way_gets_the_same_keys()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var first = terminal.MacKey!.CheckValue;
        await terminal.SignOn();

        Assert.Equal(first, terminal.MacKey!.CheckValue);
    }

    [Fact]
    public async Task Before_its_sign_on_a_terminal_is_told_to_sign_on()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = bench.Terminal();

        Assert.Equal("77", await terminal.Code(terminal.Sale(1, 100)));
        Assert.Empty(bench.Node.Attempts(10));
    }

    [Fact]
    public async Task Another_batch_than_the_open_one_is_answered_77()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal("77", await terminal.Code(terminal.Sale(1, 100).With(60, "22000002000600")));
        Assert.True(terminal.IsBelieved);
    }

    [Fact]
    public async Task A_wrong_mac_is_answered_A0_and_the_first_word_stands()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var right = terminal.MacKey;
        terminal.MacKey = bench.Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);
        Assert.Equal("A0", await terminal.Code(terminal.Sale(1, 100)));
        terminal.MacKey = right;

        Assert.True(terminal.IsBelieved);
        Assert.Equal("A0", await terminal.Code(terminal.Sale(1, 100)));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_damaged_copy_of_a_sale_on_its_way_hears_nothing_and_harms_nothing()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var frame = terminal.Signed(terminal.Sale(1, 100));
        await terminal.Send(frame);
        var asked = await bench.Issuer.Hears("0200");
        frame[^1] ^= 1;
        await terminal.Send(frame);
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));

        Assert.Equal("00", (await terminal.Receive()).Text(39));
        Assert.Equal("25", await terminal.Code(terminal.LookUp(7, 8)));
    }

    [Fact]
    public async Task An_unknown_terminal_is_answered_97()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = bench.Terminal("20000002");

        Assert.Equal("97", await terminal.Code(terminal.Sale(1, 100)));
    }

    [Fact]
    public async Task Software_that_is_too_old_is_answered_30()
    {
        await using var bench = await SwitchBench.Open(settings => settings with { OldestSoftware = "31310200" });
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("30", await terminal.Code(terminal.Sale(1, 100)));
        terminal.Header = "603100310200";

        Assert.Equal("00", await terminal.Code(terminal.Sale(2, 100)));
        Assert.Equal("31310200", bench.Node.Terminals().Single().Software);
    }

    [Theory]
    [InlineData(42, "999999999999999", "03")]
    [InlineData(3, "200000", "12")]
    [InlineData(49, "840", "12")]
    [InlineData(4, "000000000000", "13")]
    public async Task A_sale_that_cannot_be_is_refused_by_the_switch(int field, string value, string code)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal(code, await terminal.Code(terminal.Sale(1, 100).With(field, value)));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_message_that_breaks_off_is_answered_30_when_it_says_who_asks()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var frame = terminal.Signed(terminal.Sale(1, 100));
        await terminal.Send(frame[..^10]);

        Assert.Equal("30", (await terminal.Receive()).Text(39));
        Assert.Equal("30", await terminal.Code(terminal.Sale(1, 100)));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x60, 1, 2 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 })]
    public async Task Bytes_that_name_nobody_end_their_link_and_no_other(byte[] bytes)
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var good = await bench.SignedOnTerminal();
        var bad = bench.Terminal();
        await bad.Send(bytes);

        Assert.True(await bad.IsHungUp());
        Assert.Equal("00", await good.Code(good.Sale(1, 100)));
    }

    [Fact]
    public async Task A_look_up_tells_what_is_final_and_only_that()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("25", await terminal.Code(terminal.LookUp(50, 1)));
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        Assert.Equal("09", await terminal.Code(terminal.LookUp(51, 1)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        var answer = await terminal.Receive();
        var found = await terminal.Ask(terminal.LookUp(52, 1));

        Assert.Equal(("00", "123456", "000000000100"), (found.Text(39), found.Text(38), found.Text(4)));
        Assert.Equal(answer.Text(37), found.Text(37));
        Assert.True(terminal.IsBelieved);
        await terminal.Ask(terminal.Reversal(1, 100));
        Assert.Equal("25", await terminal.Code(terminal.LookUp(53, 1)));
    }

    [Fact]
    public async Task The_echo_carries_what_the_watch_knows()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("", TestTerminal.Notices(await terminal.Ask(terminal.Echo(1))));
        var from = new DateTimeOffset(2026, 3, 3, 2, 0, 0, TimeSpan.FromHours(8));
        bench.Node.Tell(
        [
            new Notice.Maintenance(new("harbour"), from, from.AddHours(2)),
            new Notice.IssuerDown(new("campus"), from),
        ]);

        Assert.Equal(
            "M:harbour:202603021800:202603022000;D:campus:202603021800",
            TestTerminal.Notices(await terminal.Ask(terminal.Echo(2))));
    }

    [Fact]
    public async Task An_issuer_that_no_longer_echoes_is_dialled_again()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Echoes = false;
        await bench.Passing(TimeSpan.FromSeconds(5), () => !bench.Node.Routes()[0].IsUp);
        bench.Issuer.Echoes = true;
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Node.Routes()[0].IsUp);
    }

    [Fact]
    public async Task A_message_that_is_not_served_is_answered_12()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();

        Assert.Equal("12", await terminal.Code(terminal.Echo(1).With(60, "00000001360")));
        Assert.Empty(bench.Node.Attempts(10));
    }

    [Fact]
    public async Task Two_terminals_with_the_same_master_key_are_refused()
    {
        await using var bench = await SwitchBench.Open();
        var copied = bench.Settings with
        {
            Terminals =
            [
                .. bench.Settings.Terminals,
                new(new("10000002"), new(SwitchBench.Merchant), "Next door", bench.Master),
            ],
        };
        var file = Path.GetTempFileName();
        await using var database = SwitchNode.OpenDatabase(file);

        var refusal = await Assert.ThrowsAsync<SharedMasterKeyException>(() => SwitchNode.Open(
            copied, database, bench.Vault,
            new Surroundings(bench.Time, new CryptoChance(), NullLoggerFactory.Instance), bench));
        Assert.Contains("10000001 and 10000002", refusal.Message, StringComparison.Ordinal);
    }
}
