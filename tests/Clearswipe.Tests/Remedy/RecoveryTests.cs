using Clearswipe.Remedy.Recovery;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Remedy;

/// <summary>An unknown outcome comes to a sure end, and never to a second charge.</summary>
public sealed class RecoveryTests
{
    private static readonly Gen<ResponseCode?> AnyAnswer =
        Gen.Select(Gen.Char.AlphaNumeric, Gen.Char.AlphaNumeric, Gen.Bool, (first, second, isSilent) =>
            isSilent ? null : ResponseCode.Read($"{first}{second}"));

    [Fact]
    public void It_is_looked_up_first() =>
        Assert.Equal(new Course.LookUp(TimeSpan.Zero), UnknownOutcome.NextForUnknown(0, null));

    [Fact]
    public void A_host_that_still_decides_is_asked_again_a_few_times_then_it_is_reversed()
    {
        Assert.IsType<Course.LookUp>(UnknownOutcome.NextForUnknown(1, new("09")));
        Assert.IsType<Course.Reverse>(UnknownOutcome.NextForUnknown(UnknownOutcome.LookUpsAllowed, new("09")));
    }

    [Theory, InlineData("25"), InlineData("12"), InlineData("30"), InlineData("40"), InlineData("98"), InlineData(null)]
    public void An_answer_that_proves_nothing_is_followed_by_a_reversal(string? code) =>
        Assert.Equal(new Course.Reverse(TimeSpan.Zero), UnknownOutcome.NextForUnknown(1, ResponseCode.Read(code)));

    [Theory, InlineData("00"), InlineData("10"), InlineData("A4")]
    public void An_approval_that_is_found_stands(string code) =>
        Assert.Equal(new Course.Ended(Ending.Approved), UnknownOutcome.NextForUnknown(1, new(code)));

    [Theory, InlineData("51"), InlineData("55"), InlineData("05")]
    public void A_refusal_that_is_found_stands(string code) =>
        Assert.Equal(new Course.Ended(Ending.Refused), UnknownOutcome.NextForUnknown(1, new(code)));

    [Theory, InlineData("00"), InlineData("12"), InlineData("25")]
    public void A_reversal_ends_with_these_answers(string code) =>
        Assert.Equal(new Course.Ended(Ending.Reversed), UnknownOutcome.AfterReversal(1, new(code)));

    [Fact]
    public void A_contradiction_is_for_people() =>
        Assert.IsType<Course.ForPeople>(UnknownOutcome.AfterReversal(1, ResponseCode.AmountMismatch));

    [Fact]
    public void Silence_never_refuses() => Gen.Int[0, 50].Sample(lookUps =>
        UnknownOutcome.NextForUnknown(lookUps, null) is Course.LookUp or Course.Reverse);

    [Fact]
    public void A_reversal_without_its_answer_is_never_dropped_and_waits_within_its_bounds() =>
        Gen.Int[1, 1_000_000].Sample(reversals =>
            UnknownOutcome.AfterReversal(reversals, null) is Course.Reverse(var after)
                && after >= Limits.FirstReversalRetry && after <= Limits.LongestReversalRetry);

    [Fact]
    public void Only_an_approval_ends_as_one() => Gen.Select(Gen.Int[1, 5], AnyAnswer).Sample((lookUps, answer) =>
        UnknownOutcome.NextForUnknown(lookUps, answer) != new Course.Ended(Ending.Approved)
            || answer is { IsApproval: true });
}
