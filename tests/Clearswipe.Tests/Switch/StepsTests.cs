using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Repeats;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Switch;

/// <summary>The lattice of an attempt: which evidence leads where.</summary>
public sealed class StepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Attempt Sent = new()
    {
        Number = 1,
        Id = new(new("10000001"), new(1), new(7)),
        Merchant = new(SwitchBench.Merchant),
        At = Now,
        Card = new("token", "999901******0016", new byte[] { 1 }),
        Amount = Money.Fen(100),
        LocalTime = "090000",
        LocalDate = "0302",
        Issuer = new("harbour"),
        State = AttemptState.Forwarded,
    };

    private static readonly Happening[] Answers =
    [
        new Happening.IssuerAnswered(new("00"), "123456"), new Happening.IssuerAnswered(new("51"), null),
        new Happening.IssuerAnswered(new("68"), null), new Happening.IssuerSilent(),
        new Happening.TerminalReverses(new("98")), new Happening.NeverSent(),
    ];

    private static readonly Gen<Happening[]> Anything =
        Gen.Int[0, Answers.Length - 1].Select(index => Answers[index]).Array;

    [Theory]
    [InlineData("00", AttemptState.Approved)]
    [InlineData("10", AttemptState.Approved)]
    [InlineData("A2", AttemptState.Approved)]
    [InlineData("51", AttemptState.Refused)]
    [InlineData("91", AttemptState.Refused)]
    [InlineData("68", AttemptState.Reversing)]
    [InlineData("98", AttemptState.Reversing)]
    public void An_answer_leads_where_its_code_says(string code, AttemptState state) =>
        Assert.Equal(state, Sent.After(new Happening.IssuerAnswered(new(code), null), Now).State);

    [Fact]
    public void Silence_is_reversed_and_never_a_refusal() =>
        Assert.Equal(AttemptState.Reversing, Sent.After(new Happening.IssuerSilent(), Now).State);

    [Fact]
    public void What_was_never_sent_is_refused_with_91() =>
        Assert.Equal(
            (AttemptState.Refused, ResponseCode.IssuerUnavailable),
            (Sent.After(new Happening.NeverSent(), Now).State, Sent.After(new Happening.NeverSent(), Now).Code!.Value));

    [Fact]
    public void A_late_approval_does_not_undo_the_reversal() =>
        Assert.Equal(
            AttemptState.Reversing,
            Sent.After(new Happening.IssuerSilent(), Now).After(Answers[0], Now).State);

    [Fact]
    public void Once_it_is_reversing_nothing_leads_back_to_approved() =>
        Anything.Sample(happenings =>
        {
            var attempt = Sent;
            var wasReversing = false;
            foreach (var happening in happenings)
            {
                attempt = attempt.After(happening, Now);
                wasReversing |= attempt.State == AttemptState.Reversing;
            }

            return !wasReversing || attempt.State == AttemptState.Reversing;
        });

    [Fact]
    public void A_refused_attempt_stays_refused_with_its_first_code() =>
        Anything.Sample(happenings =>
        {
            var refused = Sent.After(Answers[1], Now);
            return happenings.Aggregate(refused, (attempt, happening) => attempt.After(happening, Now)) == refused;
        });

    [Fact]
    public void Refused_and_reversed_attempts_no_longer_hold_the_card()
    {
        Assert.Null(Sent.After(Answers[1], Now).Card.Sealed);
        Assert.Null(
            Sent.After(new Happening.IssuerSilent(), Now).After(new Happening.IssuerReversed(), Now).Card.Sealed);
    }

    [Fact]
    public void What_was_approved_is_reversed_when_the_terminal_asks_for_it() =>
        Assert.Equal(
            AttemptState.Reversing,
            Sent.After(Answers[0], Now).After(new Happening.TerminalReverses(new("98")), Now).State);

    [Fact]
    public void Of_what_is_reversed_an_approval_is_never_told_again() =>
        Assert.Equal(
            ("98", null),
            Telling(Sent.After(Answers[0], Now).After(new Happening.TerminalReverses(new("96")), Now)));

    [Fact]
    public void A_reversal_waits_longer_each_time_and_never_longer_than_the_limit() =>
        Gen.Int[0, 100_000].Sample(tries =>
            RetryWait.After(tries) <= RetryWait.After(tries + 1)
            && RetryWait.After(tries) <= Limits.LongestReversalRetry);

    private static (string Code, string? Approval) Telling(Attempt attempt) =>
        (attempt.Told(attempt).Code.Value, attempt.Told(attempt).ApprovalCode);
}
