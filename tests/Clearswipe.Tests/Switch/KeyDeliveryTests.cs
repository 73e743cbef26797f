using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch;

/// <summary>Working keys come in the form that a sign-on asks for, and serve until the sign-off.</summary>
public sealed class KeyDeliveryTests
{
    [Fact]
    public async Task A_track_key_comes_with_the_others_where_it_is_asked_for()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = bench.Terminal();
        var answer = await terminal.AskPlain(terminal.SignOnMessage(1, "004"));
        var keys = answer.Bytes(62)!.Value;
        terminal.LoadKeys(answer);

        Assert.Equal((60, "00000001004"), (keys.Length, answer.Text(60)));
        Assert.NotNull(bench.Vault.Keys.Unwrap(
            bench.Master, KeyUse.Data, KeyAlgorithm.TripleDes2, new(keys[40..56], keys[56..60])));
    }

    [Fact]
    public async Task Keys_of_sm4_sign_what_follows_and_outlive_a_power_cut()
    {
        await using var bench = await SwitchBench.Open(KeyAlgorithm.Sm4);
        var master = bench.Master;
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = bench.Terminal();
        var keys = (await terminal.AskPlain(terminal.SignOnMessage(1, "005"))).Bytes(62)!.Value;
        Assert.Equal(60, keys.Length);
        Assert.NotNull(bench.Vault.Keys.Unwrap(
            master, KeyUse.Pin, KeyAlgorithm.Sm4, new(keys[..16], keys[16..20])));
        terminal.MacKey = bench.Vault.Keys.Unwrap(
            master, KeyUse.Mac, KeyAlgorithm.Sm4, new(keys[20..36], keys[36..40]));

        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Sale, 2, 100)));
        Assert.True(terminal.IsBelieved);
        // Field 52 has no room for a block under SM4.
        Assert.Equal("99", await terminal.Code(terminal.Of(Service.Sale, 3, 100).With(52, new byte[8])));
        await bench.LosePower();
        var again = bench.Terminal();
        again.MacKey = terminal.MacKey;
        Assert.Equal("00", await again.Code(again.Of(Service.Sale, 4, 100)));
    }

    [Theory]
    [InlineData("001")]
    [InlineData("005")]
    [InlineData("099")]
    public async Task A_form_that_is_not_served_delivers_nothing(string form)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = bench.Terminal();
        var answer = await terminal.AskPlain(terminal.SignOnMessage(1, form));

        Assert.Equal(("12", false), (answer.Text(39), answer.Has(62)));
        Assert.Equal("77", await terminal.Code(terminal.Sale(2, 100)));
    }

    [Fact]
    public async Task After_its_sign_off_a_terminal_signs_on_again_and_its_batch_is_still_open()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = await bench.SignedOnTerminal();
        var totals = new SettlementTotals(Money.Fen(100), 1, Money.Fen(0), 0);
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        await terminal.AskPlain(terminal.Settlement(2, totals));
        Assert.Equal("A0", (await terminal.AskPlain(terminal.Manage(3, "002").With(64, new byte[8]))).Text(39));
        Assert.Equal("00", (await terminal.AskPlain(terminal.Manage(3, "002"))).Text(39));
        Assert.Equal("77", await terminal.Code(terminal.Of(Service.Sale, 4, 100, batch: "000002")));
        await bench.LosePower();
        var again = bench.Terminal();
        (again.PinKey, again.MacKey) = (terminal.PinKey, terminal.MacKey);
        Assert.Equal("77", await again.Code(again.Of(Service.Sale, 5, 100, batch: "000002")));
        await again.SignOn(901);

        Assert.Equal("00000002003", again.LastAnswer!.Text(60));
        Assert.Equal("00", await again.Code(again.Of(Service.Sale, 6, 100, batch: "000002")));
    }
}
