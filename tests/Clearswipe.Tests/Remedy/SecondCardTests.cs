using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Remedy;

/// <summary>What one card showed is not held against the next one.</summary>
public sealed class SecondCardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 16, 14, 0, TimeSpan.Zero);
    private static readonly IssuerId Harbour = new("harbour");

    [Fact]
    public void A_locked_card_after_another_cards_wrong_PIN_is_a_locked_card()
    {
        var counsel = Advisor.Default.Advise(new Situation
        {
            Now = At(60),
            Seen =
            [
                new Observation.ChipWasRead(At(1), "reader", ChipRead.Good, 0x9000, "first"),
                new Observation.PinTriesLeft(At(2), 3),
                new Observation.Answered(At(9), ResponseCode.WrongPin, Harbour, TimeSpan.FromSeconds(1)),
                new Observation.ChipWasRead(At(20), "reader", ChipRead.Good, 0x9000, "second"),
                new Observation.PinTriesLeft(At(21), 3),
                new Observation.Answered(At(30), ResponseCode.PinLocked, Harbour, TimeSpan.FromSeconds(1)),
                new Observation.OtherCardsAtReader(At(30), "reader", ReadMethod.Chip, 1, 0),
                new Observation.OtherCardsAnswered(At(30), Approved: 0, WrongPin: 1, Unanswered: 0, FormatError: 0),
            ],
            OutcomeUnknown = false,
            Possible = Enum.GetValues<StepKind>().ToHashSet(),
            Issuer = Harbour,
        });

        Assert.True(
            counsel.Suspects[0].Cause.Value == "pin-locked",
            string.Join('\n', counsel.Suspects.Select(suspect => $"{suspect.Cause} {suspect.Probability:0.000}")));
    }

    private static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);
}
