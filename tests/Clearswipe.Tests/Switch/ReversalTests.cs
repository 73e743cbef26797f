using Clearswipe.Switch.Attempts;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>What the switch does about money of which it is not sure.</summary>
public sealed class ReversalTests
{
    [Fact]
    public async Task A_silent_issuer_is_answered_98_and_reversed_until_it_answers()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var asked = await FallSilent(bench, terminal);
        Assert.Equal("98", (await terminal.Receive()).Text(39));

        var first = await bench.Issuer.Hears("0400");
        Assert.Equal($"0200{asked.Text(11)}{asked.Text(7)}00000012345{new string('0', 11)}", first.Text(90));
        Assert.Equal(asked.Text(37), first.Text(37));
        Assert.False(first.Has(35) || first.Has(52));
        await bench.Passing(TimeSpan.FromSeconds(1), () => !bench.Issuer.HasHeardNothing);
        var second = await bench.Issuer.Hears("0400");
        Assert.Equal(first.Text(90), second.Text(90));
        await bench.Issuer.Say(ScriptedIssuer.Answer(second, "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
        Assert.Contains(bench.Seen, seen => seen is Observation.NoAnswer);
    }

    [Fact]
    public async Task A_late_approval_is_witnessed_and_the_reversal_goes_on()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        var asked = await FallSilent(bench, terminal);
        await terminal.Receive();
        var reversal = await bench.Issuer.Hears("0400");
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        await bench.Until(() => bench.Seen.Any(seen => seen is Observation.LateAnswer));

        Assert.Equal(AttemptState.Reversing, bench.Attempt.State);
        Assert.Equal("98", await terminal.Code(terminal.Sale(1, 100)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(reversal, "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task A_sale_that_came_damaged_is_ended_by_its_true_reversal()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Plain(terminal.Sale(1, 999)));
        Assert.Equal("A0", (await terminal.Receive()).Text(39));

        Assert.Equal("12", await terminal.Code(terminal.Reversal(1, 100)));
    }

    [Fact]
    public async Task What_was_forwarded_when_the_power_went_is_reversed_at_the_start()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        await bench.LosePower();
        var reversal = await bench.Issuer.Hears("0400");

        Assert.Equal(asked.Text(11), reversal.Text(90)![4..10]);
        await bench.LosePower();
        reversal = await bench.Issuer.Hears("0400");
        await bench.Issuer.Say(ScriptedIssuer.Answer(reversal, "25"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task A_link_that_breaks_after_the_request_leaves_the_outcome_unknown()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        await bench.Issuer.Hears("0200");
        await bench.Issuer.HangUp();

        Assert.Equal("98", (await terminal.Receive()).Text(39));
        Assert.Equal(AttemptState.Reversing, bench.Attempt.State);
    }

    [Theory]
    [InlineData("91", false)]
    [InlineData("96", false)]
    [InlineData("A0", false)]
    [InlineData("00", true)]
    [InlineData("12", true)]
    [InlineData("25", true)]
    public async Task Only_some_answers_end_a_reversal(string code, bool ends)
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await FallSilent(bench, terminal);
        await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0400"), code));

        await bench.Until(() => ends
            ? bench.Attempt.State == AttemptState.Reversed
            : bench.Attempt is { State: AttemptState.Reversing, Tries: 1 });
    }

    [Fact]
    public async Task One_issuer_that_does_not_answer_holds_up_no_other()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.OtherIssuer.Answers = request => request.Type == "0400" ? ScriptedIssuer.Answer(request, "00") : null;
        for (var trace = 1; trace <= 20; trace++)
            await terminal.Send(terminal.Sale(trace, 100));
        await terminal.Send(terminal.Sale(21, 100, Pan.Trusted("9999020000000014")));
        for (var trace = 1; trace <= 20; trace++)
            await bench.Issuer.Hears("0200");
        await bench.OtherIssuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);

        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed && bench.Node.OpenReversals().Count == 20);
    }

    [Fact]
    public async Task A_terminals_reversal_is_acknowledged_alike_each_time_and_reaches_the_issuer()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => request.Type == "0200" ? ScriptedIssuer.Answer(request, "00") : null;
        await terminal.Ask(terminal.Sale(1, 100));

        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 100)));
        var reversal = await bench.Issuer.Hears("0400");
        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 100)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(reversal, "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 100)));
        Assert.Equal("98", await terminal.Code(terminal.Sale(1, 100)));
    }

    [Fact]
    public async Task An_acknowledged_reversal_outlives_a_power_cut()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => request.Type == "0200" ? ScriptedIssuer.Answer(request, "00") : null;
        await terminal.Ask(terminal.Sale(1, 100));
        Assert.Equal("00", await terminal.Code(terminal.Reversal(1, 100)));
        await bench.Issuer.Hears("0400");
        await bench.LosePower();

        await bench.Issuer.Say(ScriptedIssuer.Answer(await bench.Issuer.Hears("0400"), "00"));
        await bench.Until(() => bench.Attempt.State == AttemptState.Reversed);
    }

    [Fact]
    public async Task An_original_that_comes_after_its_reversal_is_refused_and_never_sent()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        Assert.Equal("25", await terminal.Code(terminal.Reversal(1, 100)));
        await bench.LosePower();
        var again = bench.Terminal();
        (again.PinKey, again.MacKey) = (terminal.PinKey, terminal.MacKey);

        Assert.Equal("12", await again.Code(again.Sale(1, 100)));
        Assert.Equal("25", await again.Code(again.Reversal(1, 100)));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_reversal_of_another_amount_is_a_contradiction()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await terminal.Ask(terminal.Sale(1, 100));

        Assert.Equal("64", await terminal.Code(terminal.Reversal(1, 101)));
        Assert.Equal(AttemptState.Approved, bench.Attempt.State);
    }

    [Fact]
    public async Task What_was_refused_cannot_be_reversed_and_needs_not()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "51");
        await terminal.Ask(terminal.Sale(1, 100));

        Assert.Equal("12", await terminal.Code(terminal.Reversal(1, 100)));
        Assert.Equal(AttemptState.Refused, bench.Attempt.State);
    }

    [Fact]
    public async Task An_answer_with_a_wrong_mac_or_another_amount_is_no_answer()
    {
        await using var bench = await SwitchBench.Open();
        var terminal = await bench.SignedOnTerminal();
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        var other = bench.Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        await bench.Issuer.Send(Dialect.Iso1987Ascii.WriteSigned(
            ScriptedIssuer.Answer(asked, "00"),
            (bytes, mac) => bench.Vault.Macs.Write(other, MacAlgorithm.X919, bytes, mac)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00").With(4, "000000000001"));
        await bench.Issuer.Send([1, 2, 3]);
        await bench.Until(() => bench.Seen.Any(seen => seen is Observation.AnswerDidNotMatch));

        Assert.Contains(bench.Seen, seen => seen is Observation.AnswerMacWrong);
        Assert.Equal(AttemptState.Forwarded, bench.Attempt.State);
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "51"));
        Assert.Equal("51", (await terminal.Receive()).Text(39));
    }

    private static async Task<Message> FallSilent(SwitchBench bench, TestTerminal terminal)
    {
        await terminal.Send(terminal.Sale(1, 100));
        var asked = await bench.Issuer.Hears("0200");
        bench.Time.Advance(Limits.SwitchAwaitsIssuer);
        return asked;
    }
}
