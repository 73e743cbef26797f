using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Hosts;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch.Hosts;

/// <summary>Sales of an acquirer's host: the same promises as to a terminal, under names of its own.</summary>
public sealed class HostTests
{
    private static readonly HostSettings Open = new() { AcquirerId = "00020000" };

    public static TheoryData<string> Forms => ["ascii", "packed"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_sale_goes_to_its_issuer_and_comes_back_under_the_hosts_own_reference(string form)
    {
        await using var bench = await SwitchBench.Open();
        var host = new TestHost(
            bench, Open with { Dialect = form == "ascii" ? Dialect.Iso1987Ascii : Dialect.Iso1987Packed });
        await host.Send(TestHost.Sale(124));
        var asked = await bench.Issuer.Hears("0200");
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        var answer = await host.Receive();

        Assert.Equal(("0210", "00", "123456"), (answer.Type, answer.Text(39), answer.Text(38)));
        Assert.Equal(("000124", "632618000124", "TERM0001"), (answer.Text(11), answer.Text(37), answer.Text(41)));
        Assert.Equal("00020000", asked.Text(32));
        Assert.NotEqual("632618000124", asked.Text(37));
        Assert.Equal(AttemptState.Approved, bench.Attempt.State);
    }

    [Fact]
    public async Task A_copy_hears_the_first_answer_and_another_reference_is_another_sale()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        var first = await host.Ask(TestHost.Sale(1));
        var copy = await host.Ask(TestHost.Sale(1));
        Assert.Equal((first.Text(39), first.Text(38)), (copy.Text(39), copy.Text(38)));
        Assert.Single(bench.Node.Attempts(9));

        await host.Ask(TestHost.Sale(1, rrn: "632618000125"));
        await new TestHost(bench, Open with { AcquirerId = "00030000" }).Ask(TestHost.Sale(1));
        Assert.Equal(3, bench.Node.Attempts(9).Count);
    }

    [Fact]
    public async Task The_same_numbers_for_another_amount_are_no_copy()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        await host.Ask(TestHost.Sale(1));

        Assert.Equal("94", await host.Code(TestHost.Sale(1).With(4, "000000099900")));
    }

    [Fact]
    public async Task A_reversal_names_its_original_in_field_90_and_is_acknowledged_alike_each_time()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        var sale = TestHost.Sale(7);
        await host.Ask(sale);

        Assert.Equal("00", await host.Code(TestHost.Reversal(sale)));
        Assert.Equal("00", await host.Code(TestHost.Reversal(sale)));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
        // What was taken back is never told of as approved again.
        Assert.Equal("98", await host.Code(sale));
    }

    [Fact]
    public async Task A_reversal_that_comes_first_refuses_its_original()
    {
        await using var bench = await SwitchBench.Open();
        var host = new TestHost(bench, Open);
        var sale = TestHost.Sale(7);

        Assert.Equal("25", await host.Code(TestHost.Reversal(sale)));
        Assert.Equal("12", await host.Code(sale));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_silent_issuer_is_reversed_under_the_acquirers_name()
    {
        await using var bench = await SwitchBench.Open();
        var host = new TestHost(bench, Open);
        await host.Send(TestHost.Sale(1));
        await bench.Issuer.Hears("0200");
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Attempt.State == AttemptState.Reversing);
        Assert.Equal("98", (await host.Receive()).Text(39));
        var reversal = await bench.Issuer.Hears("0400");

        Assert.Equal("00020000", reversal.Text(32));
        Assert.EndsWith("0000002000000000000000", reversal.Text(90), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "310000", "12")]
    [InlineData(49, "840", "12")]
    [InlineData(4, "000000000000", "13")]
    [InlineData(32, "00090000", "03")]
    [InlineData(2, "8888020000000014", "15")]
    public async Task What_speaks_against_a_sale_is_written_and_never_sent(int field, string value, string code)
    {
        await using var bench = await SwitchBench.Open();
        var host = new TestHost(bench, Open);

        Assert.Equal(code, await host.Code(TestHost.Sale(1).With(field, value)));
        Assert.Equal(AttemptState.Refused, bench.Attempt.State);
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task With_a_key_a_message_is_believed_only_under_its_mac()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var key = bench.Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Aes128);
        var signed = Open with { MacKey = key, Mac = MacAlgorithm.AesCmac8 };
        var host = new TestHost(bench, signed);
        Assert.Equal("00", await host.Code(TestHost.Sale(1)));

        var (near, far) = Clearswipe.Wire.Framing.PipeLink.CreatePair();
        _ = bench.Node.ServeHost(far, signed, CancellationToken.None);
        await near.Send(Dialect.Iso1987Ascii.Write(TestHost.Sale(2)), default);
        var received = Assert.IsType<Clearswipe.Wire.Framing.Received.Message>(await near.Receive(default));
        Dialect.Iso1987Ascii.TryRead(received.Bytes, out var answer);
        Assert.Equal("A0", answer.Text(39));
        Assert.Equal("", bench.Attempt.CardMasked);
    }

    [Fact]
    public async Task A_pin_block_goes_from_the_acquirers_key_to_the_issuers_and_without_a_key_no_further()
    {
        await using var bench = await SwitchBench.Open();
        var key = bench.Vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        var block = bench.Vault.Pins.Encrypt(PinBlockKey.Iso0(key), SwitchBench.Card, "1234"u8);
        await new TestHost(bench, Open with { PinKey = key }).Send(TestHost.Sale(1).With(52, block));
        var translated = await bench.Issuer.Hears("0200");
        await new TestHost(bench, Open).Send(TestHost.Sale(2).With(52, block));

        Assert.NotEqual(block, translated.Bytes(52)!.Value.ToArray());
        Assert.False((await bench.Issuer.Hears("0200")).Has(52));
    }

    [Fact]
    public async Task An_echo_is_answered_and_what_is_no_request_ends_the_link()
    {
        await using var bench = await SwitchBench.Open();
        var host = new TestHost(bench, Open);
        var echo = new Message("0800").With(7, "0302090001").With(11, "000001").With(70, "301");
        Assert.Equal("00", await host.Code(echo));

        await host.Send(new Message("0210").With(11, "000001"));
        Assert.True(await host.IsHungUp());
        var next = new TestHost(bench, Open);
        await next.SendBytes("GET / HTTP/1.1"u8.ToArray());
        Assert.True(await next.IsHungUp());
    }

    [Fact]
    public async Task A_damaged_sale_is_refused_for_good_and_the_link_goes_on()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        await host.SendBytes(Damaged(TestHost.Sale(1)));

        Assert.Equal("30", (await host.Receive()).Text(39));
        // The true one comes after it: nothing was sent for it, and nothing is.
        Assert.Equal("30", await host.Code(TestHost.Sale(1)));
        Assert.Equal("00", await host.Code(TestHost.Sale(2)));
    }

    [Fact]
    public async Task The_damaged_copy_of_an_approved_sale_hears_nothing()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        Assert.Equal("00", await host.Code(TestHost.Sale(1)));
        await host.SendBytes(Damaged(TestHost.Sale(1)));

        // The next answer is that of the next question.
        Assert.Equal("000002", (await host.Ask(TestHost.Sale(2))).Text(11));
        Assert.Equal("00", await host.Code(TestHost.Sale(1)));
    }

    [Fact]
    public async Task A_reversal_without_moments_of_its_own_names_its_original_all_the_same()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var host = new TestHost(bench, Open);
        // In Asia the local date may be a day ahead of the moment in field 7.
        var sale = TestHost.Sale(7).With(7, "0302170001").With(12, "010001").With(13, "0303");
        await host.Ask(sale);

        Assert.Equal("00", await host.Code(TestHost.Reversal(sale).Without(7).Without(12).Without(13)));
        Assert.Equal("25", await host.Code(TestHost.Reversal(TestHost.Sale(8)).Without(7).Without(12).Without(13)));
    }

    // Cut within its last field: everything before it is read.
    private static byte[] Damaged(Message sale) => Dialect.Iso1987Ascii.Write(sale)[..^1];
}
