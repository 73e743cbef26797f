using System.Text;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>What a terminal may ask besides a sale, on its way through the switch.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_balance_comes_back_in_field_54_and_a_copy_hears_the_same()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request =>
            ScriptedIssuer.Answer(request, "00").With(54, AdditionalAmount.Write(Money.Fen(97_500)));
        var answer = await terminal.Ask(terminal.Of(Service.Balance, 1, 0));

        Assert.Equal(("00", "1002156C000000097500"), (answer.Text(39), answer.Text(54)));
        Assert.True(terminal.IsBelieved);
        bench.Issuer.Answers = _ => null;
        Assert.Equal("1002156C000000097500", (await terminal.Ask(terminal.Of(Service.Balance, 1, 0))).Text(54));
    }

    [Fact]
    public async Task A_balance_that_is_not_answered_is_98_and_leaves_nothing_to_reverse()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Of(Service.Balance, 1, 0));
        await bench.Issuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);

        Assert.Equal("98", (await terminal.Receive()).Text(39));
        Assert.Empty(bench.Node.OpenReversals());
    }

    [Theory]
    [InlineData(Service.Sale, Service.Void, "0200")]
    [InlineData(Service.PreAuthorisation, Service.PreAuthorisationVoid, "0100")]
    [InlineData(Service.PreAuthorisation, Service.Completion, "0100")]
    public async Task What_refers_to_an_original_names_it_to_the_issuer(Service first, Service second, string type)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Of(first, 1, 100));
        var original = await bench.Issuer.Hears(type);
        await bench.Issuer.Say(ScriptedIssuer.Answer(original, "00"));
        await terminal.Receive();
        await terminal.Send(terminal.Of(second, 2, 100, original: 1));
        var asked = await bench.Issuer.Hears(ServiceCodes.Of(second).Type);
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));

        Assert.Equal("00", (await terminal.Receive()).Text(39));
        Assert.Equal(
            $"{type}{original.Text(11)}{original.Text(7)}00000012345{new string('0', 11)}", asked.Text(90));
        Assert.Equal((ServiceCodes.Of(second).Processing, "0302"), (asked.Text(3), asked.Text(15)));
        Assert.Equal((second, AttemptState.Approved), (bench.Attempt.Service, bench.Attempt.State));
    }

    [Fact]
    public async Task A_sale_is_voided_once_whole_and_only_while_its_batch_is_open()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));

        Assert.Equal("25", await terminal.Code(terminal.Of(Service.Void, 2, 100, original: 9)));
        Assert.Equal("64", await terminal.Code(terminal.Of(Service.Void, 3, 99, original: 1)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Void, 4, 100, original: 1)));
        Assert.Equal("22", await terminal.Code(terminal.Of(Service.Void, 5, 100, original: 1)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Void, 4, 100, original: 1)));
        Assert.Equal("12", await terminal.Code(terminal.Reversal(1, 100)));
    }

    [Fact]
    public async Task A_void_that_is_not_answered_is_reversed_by_its_own_numbers_and_its_sale_is_not()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => request.Type == "0200" && request.Text(3) == "000000"
            ? ScriptedIssuer.Answer(request, "00")
            : null;
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        var voided = terminal.Of(Service.Void, 2, 100, original: 1);
        await terminal.Send(voided);
        var asked = await bench.Issuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        Assert.Equal("98", (await terminal.Receive()).Text(39));
        var reversal = await bench.Issuer.Hears("0400");

        Assert.Equal(asked.Text(11), reversal.Text(90)![4..10]);
        Assert.Equal("200000", reversal.Text(3));
        Assert.Equal("00", await terminal.Code(terminal.ReversalOf(voided)));
        // As long as the void may still stand, nobody voids the sale again or reverses it over its head.
        Assert.Equal("22", await terminal.Code(terminal.Of(Service.Void, 3, 100, original: 1)));
        Assert.Equal("09", await terminal.Code(terminal.Reversal(1, 100)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(reversal, "00"));
        await bench.Until(() => bench.Node.OpenReversals().Count == 0);
        Assert.Equal(
            AttemptState.Approved,
            bench.Node.Attempts(9).Single(attempt => attempt.Service == Service.Sale).State);
    }

    [Fact]
    public async Task A_completion_takes_up_to_115_percent_and_comes_from_another_terminal_by_its_approval_code()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 1, 1_000));

        Assert.Equal("64", await terminal.Code(terminal.Of(Service.Completion, 2, 1_151, original: 1)));
        Assert.Equal("25", await terminal.Code(terminal.Of(Service.Completion, 3, 1_150)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Completion, 4, 1_150).With(38, "123456")));
        Assert.Equal("22", await terminal.Code(terminal.Of(Service.PreAuthorisationVoid, 5, 1_000, original: 1)));
    }

    [Fact]
    public async Task A_refund_is_told_until_it_is_heard_and_is_never_more_than_was_paid()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        bench.Issuer.Answers = _ => null;
        await terminal.Send(terminal.Of(Service.Refund, 2, 60, original: 1));
        var first = await bench.Issuer.Hears("0220");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        Assert.Equal("98", (await terminal.Receive()).Text(39));
        await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);
        var second = await bench.Issuer.Hears("0220");

        Assert.Equal($"{first.Without(64).Without(128)}", $"{second.Without(64).Without(128)}");
        Assert.Equal("64", await terminal.Code(terminal.Of(Service.Refund, 3, 41, original: 1)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(second, "00"));
        await bench.Until(() => bench.Node.Attempts(9).Any(attempt =>
            attempt is { Service: Service.Refund, State: AttemptState.Approved }));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.Refund, 2, 60, original: 1)));
        Assert.Equal("12", await terminal.Code(terminal.ReversalOf(terminal.Of(Service.Refund, 2, 60))));
    }

    [Fact]
    public async Task Notices_are_acknowledged_at_once_outlive_a_power_cut_and_are_told_in_their_order()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.IsBroken = true;
        await bench.Issuer.HangUp();
        await bench.Until(() => !bench.Node.Routes()[0].IsUp);
        for (var trace = 1; trace <= 3; trace++)
            Assert.Equal("00", await terminal.Code(terminal.Of(Service.SaleNotice, trace, trace)));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.SaleNotice, 2, 2)));
        await bench.LosePower();
        bench.Issuer.IsBroken = false;
        await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);

        for (var trace = 1; trace <= 3; trace++)
        {
            var heard = await bench.Issuer.Hears("0220");
            Assert.Equal($"{trace:D12}", heard.Text(4));
            Assert.True(bench.Issuer.HasHeardNothing);
            await bench.Issuer.Say(ScriptedIssuer.Answer(heard, trace == 2 ? "14" : "00"));
        }

        await bench.Until(() => bench.Attempt.State == AttemptState.Approved);
        Assert.True(bench.Issuer.HasHeardNothing);
        Assert.Equal("14", bench.Node.Attempts(9).Single(one => one.Id.Trace.Value == 2).Code?.Value);
    }

    [Fact]
    public async Task A_second_notice_of_a_completion_is_refused_and_never_told()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Of(Service.PreAuthorisation, 1, 100));
        Assert.Equal("00", await terminal.Code(terminal.Of(Service.CompletionNotice, 2, 100, original: 1)));
        Assert.Equal("22", await terminal.Code(terminal.Of(Service.CompletionNotice, 3, 100, original: 1)));
        Assert.Equal("22", await terminal.Code(terminal.Of(Service.CompletionNotice, 3, 100, original: 1)));

        var totals = new SettlementTotals(Money.Fen(100), 1, Money.Fen(0), 0);
        Assert.Equal(
            TerminalTotals.Write(totals, areBalanced: true),
            (await terminal.AskPlain(terminal.Settlement(20, totals))).Text(48));
    }

    [Fact]
    public async Task An_advice_keeps_no_pin_block_no_track_and_of_the_chip_no_card()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var chip = new ChipData().With(0x9F36, new byte[] { 0, 9 })
            .With(0x57, Convert.FromHexString("9999010000000016D30121010000000F"));
        await terminal.Send(terminal.Of(Service.SaleNotice, 1, 100).With(35, "9999010000000016=30121010000")
            .With(52, terminal.SaleWithPin(2, 100).Bytes(52)!.Value).With(55, chip.ToBytes()));
        await terminal.Receive();
        var heard = await bench.Issuer.Hears("0220");

        Assert.False(heard.Has(52) || heard.Has(35));
        Assert.Equal("9F36020009", Convert.ToHexString(heard.Bytes(55)!.Value.Span));
        Assert.Equal(-1, bench.WrittenBytes().AsSpan().IndexOf("30121010000"u8));
        Assert.Equal(-1, bench.WrittenBytes().AsSpan().IndexOf(Encoding.ASCII.GetBytes(SwitchBench.Card.Reveal())));
    }

    [Fact]
    public async Task What_the_issuer_says_to_the_chip_comes_back_and_a_copy_hears_it_too()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var words = new ChipData().With(0x91, new byte[10]).ToBytes();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "51").With(55, words);
        Assert.Equal(words, (await terminal.Ask(terminal.Of(Service.Sale, 1, 100))).Bytes(55)!.Value.ToArray());

        Assert.Equal(words, (await terminal.Ask(terminal.Of(Service.Sale, 1, 100))).Bytes(55)!.Value.ToArray());
        Assert.False((await terminal.Ask(terminal.Of(Service.Sale, 1, 200))).Has(55));
    }

    [Fact]
    public async Task What_a_chip_said_to_a_script_is_passed_on()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => request.Type == "0200" ? ScriptedIssuer.Answer(request, "00") : null;
        await terminal.Ask(terminal.Of(Service.Sale, 1, 100));
        var chip = new ChipData().With(0xDF31, new byte[] { 0x20, 0, 0, 0, 0 });
        Assert.Equal("00", await terminal.Code(
            terminal.Of(Service.ScriptResult, 2, 0, original: 1).With(60, "00000001951").With(55, chip.ToBytes())));

        Assert.Equal("DF31052000000000", Convert.ToHexString((await bench.Issuer.Hears("0620")).Bytes(55)!.Value.Span));
    }

    [Theory]
    [InlineData("0200", "000000", "00", "23")]
    [InlineData("0200", "200000", "06", "23")]
    [InlineData("0100", "000000", "00", "22")]
    [InlineData("0220", "310000", "00", "01")]
    public async Task Codes_that_mix_two_services_are_answered_12(
        string type, string processing, string condition, string kind)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var mixed = new Message(type);
        var sale = terminal.Sale(1, 100);
        foreach (var field in sale.Fields)
            mixed.With(field, sale.Text(field)!);

        Assert.Equal("12", await terminal.Code(
            mixed.With(3, processing).With(25, condition).With(60, $"{kind}000001000600")));
        Assert.True(bench.Issuer.HasHeardNothing);
    }
}
