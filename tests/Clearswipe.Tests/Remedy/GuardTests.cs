using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What is never proposed, whatever it would save.</summary>
public sealed class GuardTests
{
    private static readonly StepKind[] WithTheSameCard =
    [
        StepKind.InsertChip, StepKind.CleanAndInsertChip, StepKind.Tap, StepKind.SwipeAgain,
        StepKind.EnterPinAgain, StepKind.SendAgain,
    ];

    private static StepKind[] Kinds(Situation situation) =>
        [.. situation.Counsel().Proposals().Select(step => step.Kind)];

    [Fact]
    public void An_unknown_outcome_is_looked_up_and_reversed_and_nothing_else() =>
        Assert.Equal(
            [StepKind.LookUp, StepKind.Reverse],
            Kinds(Where(NoAnswer, Line(Hop.Radio)) with { OutcomeUnknown = true }));

    [Fact]
    public void An_unknown_outcome_that_was_looked_up_is_reversed_again_and_again()
    {
        var situation = Where(NoAnswer, Tried("look-up"), Tried("reverse"), Tried("reverse"));
        Assert.Equal([StepKind.Reverse], Kinds(situation with { OutcomeUnknown = true }));
    }

    [Fact]
    public void A_reversal_can_always_be_queued()
    {
        var situation = Where(NoAnswer) with { OutcomeUnknown = true, Possible = new HashSet<StepKind>() };
        Assert.Equal([StepKind.Reverse], Kinds(situation));
    }

    [Fact]
    public void An_unknown_outcome_is_told_as_unknown()
    {
        var counsel = (Where(NoAnswer) with { OutcomeUnknown = true }).Counsel();
        Assert.Equal(Advisor.Default.Phrase("sale.checking"), counsel.Customer);
        Assert.Equal(Advisor.Default.Phrase("sale.checking"), counsel.Cashier);
    }

    [Fact]
    public void A_headline_that_says_what_to_mend_stands_beside_the_step_that_mends_it()
    {
        var counsel = Where(
            at => new Observation.StripeWasRead(at, "reader", StripeRead.NoSentinels, null),
            at => new Observation.OtherCardsAtReader(at, "reader", ReadMethod.Swipe, 0, 3)).Counsel();

        Assert.Equal(new CauseId("reader-dirty"), counsel.Suspects[0].Cause);
        Assert.Contains(counsel.Proposals(), step => step.Kind == StepKind.CheckReader);
    }

    [Theory, InlineData("38"), InlineData("75")]
    public void A_locked_pin_is_not_asked_for(string code) => NothingWithTheSameCard(Where(Answered(code)));

    [Fact]
    public void A_pin_locked_in_the_chip_is_not_asked_for() =>
        NothingWithTheSameCard(Where(at => new Observation.PinTriesLeft(at, 0)));

    [Theory, InlineData("04"), InlineData("34"), InlineData("41"), InlineData("43")]
    public void A_card_to_be_kept_is_never_tried_again(string code) => NothingWithTheSameCard(Where(Answered(code)));

    [Fact]
    public void A_card_to_be_kept_is_told_like_any_other_refusal()
    {
        var stolen = Where(Answered("43")).Counsel();
        var poor = Where(Answered("51")).Counsel();
        Assert.Equal(poor.Customer, stolen.Customer);
        Assert.Equal(poor.Cashier, stolen.Cashier);
        Assert.Equal(poor.Why, stolen.Why);
    }

    [Theory, InlineData(StripeRead.HasChip), InlineData(StripeRead.ParityErrors)]
    public void A_chip_card_is_never_swiped_here(StripeRead read) =>
        Assert.DoesNotContain(StepKind.SwipeAgain, Kinds(Where(Chip(ChipRead.Silent), Stripe(read))));

    [Fact]
    public void Code_45_ends_the_stripe_too() =>
        Assert.DoesNotContain(StepKind.SwipeAgain, Kinds(Where(Answered("45"))));

    [Fact]
    public void Where_the_rules_allow_it_a_chip_card_may_be_swiped() =>
        Assert.Contains(StepKind.SwipeAgain, Kinds(Where(Chip(ChipRead.Silent), Stripe(StripeRead.NoSentinels)) with
        {
            FallbackAllowed = true,
            Possible = new HashSet<StepKind> { StepKind.SwipeAgain, StepKind.PayCash },
        }));

    [Fact]
    public void A_blocked_card_is_not_swiped_anywhere() =>
        NothingWithTheSameCard(Where(Chip(ChipRead.CardBlocked)) with { FallbackAllowed = true });

    [Fact]
    public void A_tampered_pad_is_never_checked_restarted_or_typed_on()
    {
        var kinds = Kinds(Where(Answered("55"), Pad(PadState.Tampered)));
        Assert.Equal(StepKind.TakeOutOfUse, kinds[0]);
        Assert.Empty(kinds.Intersect([StepKind.CheckKeypad, StepKind.AskQuestion, .. WithTheSameCard]));
    }

    [Fact]
    public void The_last_try_is_said_before_it_is_taken()
    {
        var situation = Where(at => new Observation.PinTriesLeft(at, 1), Answered("55")) with
        {
            Possible = new HashSet<StepKind> { StepKind.EnterPinAgain, StepKind.OtherCard },
        };
        var again = situation.Counsel().Proposals().Single(step => step.Kind == StepKind.EnterPinAgain);

        Assert.Equal(Advisor.Default.Phrase("pin.last-try"), again.Warning);
        Assert.Equal(StepKind.OtherCard, situation.Counsel().Next.Kind);
    }

    [Fact]
    public void The_first_retry_needs_no_warning() =>
        Assert.Null(Where(Answered("55")).Counsel().Next.Warning);

    [Fact]
    public void After_three_refused_pins_no_pin_is_asked_for() =>
        Assert.DoesNotContain(StepKind.EnterPinAgain, Kinds(Where(Answered("55"), Answered("55"), Answered("55"))));

    [Fact]
    public void The_tries_of_one_card_are_not_counted_against_another()
    {
        var situation = Where(
            Read("one"), Answered("55"), Answered("55"), Tried("enter-pin-again"), Read("two"),
            Answered("55", issuer: Harbour));
        var again = situation.Counsel().Proposals().Single(step => step.Kind == StepKind.EnterPinAgain);
        Assert.Null(again.Warning);
    }

    [Fact]
    public void A_step_that_was_tried_is_not_proposed_again_without_news() =>
        Assert.DoesNotContain(
            StepKind.EnterPinAgain, Kinds(Where(Answered("55"), Tried("enter-pin-again"), Answered("55"))));

    [Fact]
    public void News_makes_a_step_worth_another_try() =>
        Assert.Contains(StepKind.SignOn, Kinds(Where(Answered("99"), Tried("sign-on"), Answered("77"))));

    [Fact]
    public void A_tried_step_without_a_time_stays_tried() =>
        Assert.DoesNotContain(StepKind.SignOn, Kinds(Where(Answered("99")) with { Tried = [new("sign-on")] }));

    [Theory]
    [InlineData(PrinterState.PaperOut)]
    [InlineData(PrinterState.LidOpen)]
    [InlineData(PrinterState.HeadHot)]
    [InlineData(PrinterState.CutterJammed)]
    [InlineData(PrinterState.Silent)]
    public void A_paid_sale_is_never_paid_again_for_the_sake_of_its_paper(PrinterState state) =>
        Assert.Empty(Kinds(Where(Answered("00"), Printer(state))).Intersect(
            [
                .. WithTheSameCard, StepKind.OtherCard, StepKind.PayCash, StepKind.PayQr, StepKind.Reverse,
                StepKind.StopSale,
            ]));

    [Theory, InlineData("00"), InlineData("11"), InlineData("16"), InlineData("A2"), InlineData("A4"), InlineData("A6")]
    public void Every_kind_of_approval_is_paid_for_good(string code) =>
        Assert.Empty(Kinds(Where(Answered(code))).Intersect(
            [.. WithTheSameCard, StepKind.OtherCard, StepKind.PayCash]));

    [Fact]
    public void A_duplicate_is_looked_up_before_anything_is_charged() =>
        Assert.Equal(StepKind.LookUp, Where(Answered("94")).Counsel().Next.Kind);

    [Fact]
    public void A_call_goes_to_the_one_whose_cause_it_is()
    {
        var calls = Where(Answered("97")).Counsel().Proposals().Where(step => step.Call is not null).ToList();
        Assert.Equal([StepKind.CallAcquirer], calls.Select(step => step.Kind));
        Assert.Contains("the host has no such terminal", calls[0].Call!.En);
    }

    private static Func<DateTimeOffset, Observation> Read(string card) =>
        at => new Observation.StripeWasRead(at, "reader", StripeRead.Good, card);

    private static void NothingWithTheSameCard(Situation situation) =>
        Assert.Empty(Kinds(situation).Intersect(WithTheSameCard));
}
