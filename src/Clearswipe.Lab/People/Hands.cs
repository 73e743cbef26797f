using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Shops;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.People;

/// <summary>
/// What a step means for the hands of the people at the counter, before the till is told that it was done.
/// </summary>
static class Hands
{
    public static async Task Do(Proposal step, LabTill till, Customer customer, TimeProvider time)
    {
        switch (step.Kind)
        {
            case StepKind.CleanAndInsertChip:
                customer.Card.Wipe();
                break;
            case StepKind.CheckKeypad:
                till.Keypad.Mend();
                break;
            case StepKind.CheckReader:
                till.Reader.Clean();
                till.Reader.IsDead = false;
                break;
            case StepKind.LoadPaper:
                till.Printer.LoadPaper();
                break;
            case StepKind.CloseLid or StepKind.ClearCutter or StepKind.LetHeadCool:
                till.Printer.Mend();
                break;
        }

        // Only what people do takes people's time: what the till does by itself takes its own.
        if (IsByHand(step.Kind))
            await Task.Delay(TimeSpan.FromSeconds(step.ExpectedSeconds), time);
    }

    /// <summary>What an honest person answers who looks at the world as it is.</summary>
    public static string Answer(Proposal question, LabTill till, Customer customer) => question.Question?.Value switch
    {
        "card-look" => Look(customer.Card),
        "key-feel" => till.Keypad.StuckKey is null ? "well" : "sticks",
        "pin-known" => customer.DoubtsPin ? "unsure" : "sure",
        _ => question.Answers[0].Value,
    };

    private static string Look(LabCard card) =>
        card.Chip == ChipCondition.Dirty ? "dirty"
        : card.Stripe == StripeCondition.Scratched || card.Chip == ChipCondition.Silent ? "damaged"
        : "clean";

    private static bool IsByHand(StepKind kind) => kind is StepKind.CleanAndInsertChip or StepKind.CheckKeypad
        or StepKind.CheckReader or StepKind.LoadPaper or StepKind.CloseLid or StepKind.ClearCutter
        or StepKind.LetHeadCool or StepKind.PayCash or StepKind.AskQuestion or StepKind.CallIssuer
        or StepKind.CallAcquirer or StepKind.CallProvider or StepKind.CallNetwork;
}
