using System.Text;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>A sale on its way through the switch.</summary>
public sealed class SaleTests
{
    [Fact]
    public async Task A_sale_goes_to_its_issuer_and_comes_back_with_its_numbers()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.SaleWithPin(1, 2_500));
        var asked = await bench.Issuer.Hears("0200");
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        var answer = await terminal.Receive();

        Assert.Equal(("00", "123456", "000000002500"), (answer.Text(39), answer.Text(38), answer.Text(4)));
        Assert.Equal($"{"harbour",-11}{"12345",-11}", answer.Text(44));
        Assert.Equal(asked.Text(37), answer.Text(37));
        Assert.True(terminal.IsBelieved);
        Assert.Equal(AttemptState.Approved, bench.Attempt.State);
        Assert.Equal("999901******0016", bench.Attempt.CardMasked);
        Assert.Contains(bench.Seen, seen => seen is Observation.Answered { Code.Value: "00", Issuer.Value: "harbour" });
    }

    [Fact]
    public async Task The_longest_prefix_names_the_issuer()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.OtherIssuer.Answers = request => ScriptedIssuer.Answer(request, "51");

        Assert.Equal("51", await terminal.Code(terminal.Sale(1, 100, Pan.Trusted("9999020000000014"))));
        Assert.Equal("15", await terminal.Code(terminal.Sale(2, 100, Pan.Trusted("8888020000000014"))));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_swiped_card_is_routed_by_its_track()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100).Without(2).With(35, "9999010000000016=30121010000"));
        var asked = await bench.Issuer.Hears("0200");

        Assert.Equal("9999010000000016", asked.Text(2));
    }

    [Fact]
    public async Task The_same_request_again_hears_the_first_answer_and_is_not_sent_again()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        // Its copy comes while the issuer still thinks, and again when all is said.
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        var answers = new List<Message> { await terminal.Receive(), await terminal.Receive() };
        answers.Add(await terminal.Ask(terminal.Sale(1, 100)));

        Assert.All(answers, answer => Assert.Equal(("00", "123456"), (answer.Text(39), answer.Text(38))));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task The_first_answer_outlives_a_power_cut()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Sale(1, 100));
        await bench.LosePower();
        var again = bench.Terminal();
        (again.PinKey, again.MacKey) = (terminal.PinKey, terminal.MacKey);

        // The keys outlive it too: nobody has to sign on again.
        Assert.Equal("00", await again.Code(again.Sale(1, 100)));
        Assert.Single(bench.Node.Attempts(10));
    }

    [Fact]
    public async Task The_same_trace_number_for_another_amount_or_card_is_a_duplicate()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Sale(1, 100));

        Assert.Equal("94", await terminal.Code(terminal.Sale(1, 200)));
        Assert.Equal("94", await terminal.Code(terminal.Sale(1, 100, Pan.Trusted("9999010000000024"))));
    }

    [Fact]
    public async Task A_line_that_is_down_is_answered_91_at_once_for_ever_and_nothing_is_reversed()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.IsBroken = true;
        await bench.Issuer.HangUp();
        await bench.Until(() => !bench.Node.Routes()[0].IsUp);
        Assert.Equal("91", await terminal.Code(terminal.Sale(1, 100)));

        bench.Issuer.IsBroken = false;
        await bench.Passing(TimeSpan.FromSeconds(1), () => bench.Node.Routes()[0].IsUp);
        Assert.Equal("91", await terminal.Code(terminal.Sale(1, 100)));
        Assert.Empty(bench.Node.OpenReversals());
        Assert.Contains(bench.Seen, seen => seen is Observation.NotSent { Card: not null });
        Assert.True(bench.Seen.Last(seen => seen is Observation.LineProbed) is
            Observation.LineProbed { Line: "harbour", BrokenHop: Hop.None });
    }

    [Fact]
    public async Task The_pin_block_is_translated_and_a_garbled_one_is_answered_99()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var sale = terminal.SaleWithPin(1, 100);
        await terminal.Send(sale);
        var asked = await bench.Issuer.Hears("0200");

        Assert.NotEqual(sale.Bytes(52)!.Value.ToArray(), asked.Bytes(52)!.Value.ToArray());
        Assert.Equal(
            bench.Vault.Pins.Encrypt(new(bench.ZonePinKey, PinFormat.Iso0), SwitchBench.Card, "1234"u8),
            asked.Bytes(52)!.Value.ToArray());
        Assert.Equal("99", await terminal.Code(terminal.SaleWithPin(2, 100).With(52, new byte[8])));
    }

    [Fact]
    public async Task Many_sales_at_once_each_hear_their_own_answer()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, request.Text(4)!.EndsWith('0') ? "00" : "51");
        for (var trace = 1; trace <= 100; trace++)
            await terminal.Send(terminal.Sale(trace, trace));
        for (var i = 0; i < 100; i++)
        {
            var answer = await terminal.Receive();
            Assert.Equal(answer.Text(11)!.EndsWith('0') ? "00" : "51", answer.Text(39));
        }

        Assert.Equal(100, bench.Node.Attempts(1_000).Select(attempt => attempt.Rrn).Distinct().Count());
    }

    [Fact]
    public async Task What_a_switch_writes_holds_no_card_number_no_track_and_no_pin_block()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var sale = terminal.SaleWithPin(1, 100).With(35, "9999010000000016=30121010000");
        await terminal.Send(sale);
        var asked = await bench.Issuer.Hears("0200");
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        await terminal.Receive();
        var written = bench.WrittenBytes();

        Assert.Equal(-1, written.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SwitchBench.Card.Reveal())));
        Assert.Equal(-1, written.AsSpan().IndexOf("30121010000"u8));
        Assert.Equal(-1, written.AsSpan().IndexOf(sale.Bytes(52)!.Value.Span));
        Assert.Equal(-1, written.AsSpan().IndexOf(asked.Bytes(52)!.Value.Span));
    }
}
