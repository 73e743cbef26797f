using Clearswipe.Counter.Links;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Counter.Links;

public sealed class AnswersTests
{
    [Fact]
    public void An_answer_is_matched_on_terminal_trace_amount_and_date_together()
    {
        Assert.True(Answers.Matches(Request(), Answer()));
        foreach (var (field, other) in new[]
            { (41, "10000002"), (11, "000002"), (4, "000000000999"), (13, "0303") })
            Assert.False(Answers.Matches(Request(), Answer().With(field, other)));
        Assert.False(Answers.Matches(Request(), Copy("0410")));
    }

    [Fact]
    public void A_part_may_be_approved_and_never_more()
    {
        Assert.True(Answers.Matches(Request(), Answer().With(39, "10").With(4, "000000000400")));
        Assert.False(Answers.Matches(Request(), Answer().With(39, "10").With(4, "000000001251")));
        Assert.False(Answers.Matches(Request(), Answer().With(39, "00").With(4, "000000000400")));
    }

    [Fact]
    public void Notices_are_read_and_what_is_new_is_passed_over() =>
        Assert.Equal(
            [
                new Notice.Maintenance(
                    new IssuerId("harbour"), new(2026, 3, 2, 16, 0, 0, default), new(2026, 3, 2, 18, 0, 0, default)),
                new Notice.IssuerDown(new IssuerId("river"), new(2026, 3, 2, 1, 2, 0, default)),
            ],
            Notices.Read("M:harbour:202603021600:202603021800;X:new:1;D:river:202603020102;D::1;M:a:b:c;"));

    [Fact]
    public void No_text_makes_the_notices_throw() => Gen.String.Sample(text => { Notices.Read(text); });

    [Fact]
    public void Reversals_are_tried_ever_more_rarely_and_never_given_up() =>
        Gen.Int[0, 1_000_000].Sample(tries =>
        {
            var wait = Settler.Backoff(tries);
            return wait >= Limits.FirstReversalRetry && wait <= Limits.LongestReversalRetry;
        });

    [Fact]
    public void While_an_outcome_is_unknown_nothing_is_possible_but_settling_it()
    {
        foreach (var reversing in new[] { true, false })
            Assert.Subset(
                new HashSet<StepKind> { StepKind.LookUp, StepKind.Reverse, StepKind.ChangeLine },
                new HashSet<StepKind>(Ways.Possible(new Standing
                {
                    OutcomeUnknown = true,
                    IsReversing = reversing,
                    HasWallet = true,
                    CanChangeLine = true,
                })));
    }

    private static Message Request() => Copy("0200");

    private static Message Answer() => Copy("0210").With(39, "00");

    private static Message Copy(string type) => new Message(type)
        .With(4, "000000001250").With(11, "000001").With(13, "0302").With(41, "10000001");
}
