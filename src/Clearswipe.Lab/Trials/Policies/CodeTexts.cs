using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>
/// What terminals show: a text by the last answer's code, or by the device that failed, and the cashier does what it
/// says. It remembers only what was tried already.
/// </summary>
sealed class CodeTexts : IPolicy
{
    private static readonly StepKind[] AnotherWay = [StepKind.OtherCard, StepKind.PayQr, StepKind.PayCash];

    public IEnumerable<Deed> Next(Scene scene) =>
        Shown(scene).Concat(AnotherWay).Append(StepKind.CallAcquirer)
            .Where(kind => scene.Done.All(done => done.Kind != kind))
            .Select(Deed.Of);

    private static IReadOnlyList<StepKind> Shown(Scene scene) =>
        scene.Seen.LastOrDefault(IsShown) switch
        {
            Observation.Answered answered => ByCode(answered.Code.Value),
            Observation.ChipWasRead => [StepKind.InsertChip, StepKind.SwipeAgain],
            Observation.CardWasTapped => [StepKind.Tap, StepKind.InsertChip],
            Observation.StripeWasRead { Result: StripeRead.HasChip } => [StepKind.InsertChip],
            Observation.StripeWasRead => [StepKind.SwipeAgain, StepKind.InsertChip],
            Observation.PinTooShort or Observation.PinEntryTimedOut => [StepKind.EnterPinAgain, StepKind.SendAgain],
            Observation.NotSent or Observation.NoAnswer => [StepKind.SendAgain, StepKind.ChangeLine],
            Observation.PrinterReported { State: PrinterState.PaperOut } => [StepKind.LoadPaper, StepKind.ShowReceipt],
            Observation.PrinterReported { State: PrinterState.LidOpen } => [StepKind.CloseLid, StepKind.ShowReceipt],
            Observation.PrinterReported => [StepKind.Reprint, StepKind.ShowReceipt],
            _ => [StepKind.CheckReader, StepKind.CheckKeypad],
        };

    private static bool IsShown(Observation seen) => seen is Observation.Answered or Observation.ChipWasRead
        or Observation.CardWasTapped or Observation.StripeWasRead or Observation.PinTooShort
        or Observation.PinEntryTimedOut or Observation.NotSent or Observation.NoAnswer
        or Observation.PrinterReported or Observation.ReaderSilent;

    // As public terminal texts have it: 45 insert, 55 PIN again, 99 and A0 sign on, 91 and 96 try again later.
    private static IReadOnlyList<StepKind> ByCode(string code) => code switch
    {
        "45" => [StepKind.InsertChip],
        "55" => [StepKind.EnterPinAgain],
        "14" or "30" or "22" => [StepKind.SwipeAgain, StepKind.InsertChip],
        "77" or "99" or "A0" or "A7" or "A9" => [StepKind.SignOn],
        "91" or "92" or "96" or "98" or "68" or "90" or "09" => [StepKind.SendAgain],
        "94" or "25" => [StepKind.LookUp],
        "03" or "58" or "97" => [StepKind.CallAcquirer],
        _ => [],
    };
}
