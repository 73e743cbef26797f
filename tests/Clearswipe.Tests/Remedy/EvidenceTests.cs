using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What evidence can and cannot say.</summary>
public sealed class EvidenceTests
{
    private static double Belief(Situation situation, Predicate<string> cause) =>
        situation.Counsel().Suspects.Where(suspect => cause(suspect.Cause.Value)).Sum(suspect => suspect.Probability);

    private static bool IsLine(string cause) => cause.StartsWith("line-", StringComparison.Ordinal);

    private static bool IsPin(string cause) => cause.StartsWith("pin-", StringComparison.Ordinal);

    [Fact]
    public void Code_55_alone_never_blames_the_line() => Assert.Equal(0, Belief(Where(Answered("55")), IsLine));

    [Fact]
    public void Code_55_after_a_slow_answer_still_does_not_blame_the_line() =>
        Assert.Equal(0, Belief(Where(Answered("55", seconds: 20)), IsLine));

    [Fact]
    public void A_late_answer_never_becomes_a_pin_error() =>
        Assert.Equal(0, Belief(
            Where(NoAnswer, at => new Observation.LateAnswer(at, "lan", TimeSpan.FromSeconds(3))), IsPin));

    [Fact]
    public void Two_banks_that_refuse_a_pin_at_one_pad_point_to_the_pad()
    {
        var counsel = Where(Answered("55", issuer: Harbour), Answered("55", issuer: Meadow)).Counsel();
        Assert.Equal("key-stuck", counsel.Cause());
    }

    [Fact]
    public void Other_cards_that_fare_well_clear_the_pad()
    {
        var one = Belief(Where(Answered("55")), cause => cause == "key-stuck");
        Assert.True(Belief(Where(Answered("55"), OthersAnswered(approved: 12)), cause => cause == "key-stuck") <= one);
    }

    [Fact]
    public void A_broken_line_and_its_silence_are_one_fact() =>
        Assert.Equal(
            Where(Line(Hop.Radio)).Counsel().Suspects[0].Probability,
            Where(NoAnswer, Line(Hop.Radio)).Counsel().Suspects[0].Probability);

    [Fact]
    public void A_probe_of_another_line_says_nothing_of_the_line_in_use() =>
        Assert.Equal(
            Where(NoAnswer).Counsel().Suspects[0].Probability,
            Where(NoAnswer, Probe("mobile", Hop.Radio)).Counsel().Suspects[0].Probability);

    [Fact]
    public void A_notice_about_another_bank_says_nothing_of_this_one() =>
        Assert.NotEqual("issuer-maintenance", Where(
            at => new Observation.IssuerInMaintenance(at, Meadow, Noon.AddHours(1)), Answered("91")).Counsel().Cause());

    [Fact]
    public void A_failed_step_clears_what_it_would_have_mended()
    {
        var before = Belief(Where(Answered("55")), cause => cause == "pin-mistyped");
        var tried = Where(Answered("55"), Tried("enter-pin-again"), Answered("55"));
        var after = Belief(tried, cause => cause == "pin-mistyped");
        Assert.True(after < before / 2);
    }

    [Fact]
    public void The_printer_says_nothing_about_reading_cards() =>
        Assert.Equal(
            Where(Stripe(StripeRead.NoFlux)).Counsel().Cause(),
            Where(Stripe(StripeRead.NoFlux), Printer(PrinterState.PaperLow)).Counsel().Cause());

    [Fact]
    public void A_code_that_no_table_lists_is_evidence_of_nothing_known()
    {
        var counsel = Where(Answered("7Q")).Counsel();
        Assert.Equal("other", counsel.Cause());
        Assert.Equal("answer code 7Q is in no table of ours", counsel.Why.En);
    }

    [Fact]
    public void A_suspect_carries_the_observations_that_weighed_most()
    {
        var because = Where(Stripe(StripeRead.ParityErrors), OthersRead(0, 5)).Counsel().Suspects[0].Because;
        Assert.Contains(because, seen => seen is Observation.OtherCardsAtReader);
    }

    [Fact]
    public void Why_is_said_in_both_languages_from_what_was_seen() =>
        Assert.Equal(
            new Bilingual(
                "这次与上次输入相同；银行答复密码不符（55）",
                "this entry is the same as the last; the bank answered: PIN not correct (55)"),
            Where(Answered("55"), SamePin(true)).Counsel().Why);

    [Fact]
    public void Nothing_seen_names_no_cause() =>
        Assert.Equal(Advisor.Default.Phrase("sale.blocked"), Where().Counsel().Cashier);

    [Fact]
    public void An_answer_to_a_question_is_evidence()
    {
        var unsure = Where(Answered("55"), Told("unsure"));
        Assert.Equal("pin-misremembered", unsure.Counsel().Cause());
    }

    [Fact]
    public void An_answer_that_the_question_does_not_have_is_ignored() =>
        Assert.Equal(
            Where(Answered("55")).Counsel().Suspects[0].Probability,
            Where(Answered("55"), Told("purple")).Counsel().Suspects[0].Probability);

    private static Func<DateTimeOffset, Observation> Told(string answer) =>
        at => new Observation.Told(at, new("pin-known"), answer);

    private static Func<DateTimeOffset, Observation> Probe(string line, Hop broken) =>
        at => new Observation.LineProbed(at, line, broken, TimeSpan.Zero, 1);
}
