using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>
/// What nobody may do, whoever decides: the guards of the till, written here once more and apart from it, from what the
/// till can see. They hold for every policy, so that none is fast by being careless; what a policy proposes against
/// them is refused and counted.
/// </summary>
static class Referee
{
    private const int RefusalsBeforeTheLast = 2;

    private static readonly HashSet<string> Final =
        ["04", "34", "38", "41", "43", "51", "54", "61", "65", "75"];

    public static bool Admits(Scene scene, StepKind kind)
    {
        if (scene.IsApproved)
            return IsOfReceipt(kind);
        if (Answers(scene).Contains("94") && !WasLookedUp(scene) && Charges(kind))
            return false;
        if (PadIsTampered(scene) && kind is StepKind.CheckKeypad)
            return false;
        return !TriesCardInHand(scene, kind) || CardMayBeTried(scene, kind);
    }

    private static bool CardMayBeTried(Scene scene, StepKind kind)
    {
        if (scene.CardSeen().Any(IsLastWord) || Answers(scene).Any(Final.Contains))
            return false;
        if (kind == StepKind.SwipeAgain && !scene.World.Counter.FallbackAllowed && HasProvedItsChip(scene))
            return false;
        if (PadIsTampered(scene) && kind != StepKind.SpareTill)
            return false;
        return !scene.PinIsAsked || !AsksForPin(scene) || PinMayBeTyped(scene);
    }

    // Issuers lock after three and never say how many are left: who was refused twice here is not asked again, nor who
    // typed the same PIN twice.
    private static bool PinMayBeTyped(Scene scene) =>
        Answers(scene).Count(code => code == "55") < RefusalsBeforeTheLast
            && !scene.CardSeen().OfType<Observation.PinCompared>().Any(compared => compared.SameAsBefore);

    // A card that was never read comes to no PIN.
    private static bool AsksForPin(Scene scene) => Answers(scene).Contains("55") || Ways.WasRead(scene);

    private static bool TriesCardInHand(Scene scene, StepKind kind) => Deeds.TriesSameCard(kind)
        && !(kind is StepKind.CallIssuer or StepKind.CallAcquirer or StepKind.CallProvider or StepKind.CallNetwork
            && Answers(scene).Any(Final.Contains));

    private static bool IsLastWord(Observation seen) => seen is
        Observation.ChipWasRead { Result: ChipRead.CardBlocked or ChipRead.ApplicationBlocked };

    private static bool HasProvedItsChip(Scene scene) => scene.CardSeen().Any(seen => seen is
        Observation.ChipWasRead or Observation.StripeWasRead { Result: StripeRead.HasChip }
        or Observation.CardWasTapped { Result: TapRead.Good or TapRead.InsertInstead or TapRead.Failed });

    private static bool PadIsTampered(Scene scene) => !scene.AtSpareTill && scene.Seen
        .OfType<Observation.PadReported>().Any(pad => pad.State == PadState.Tampered);

    private static bool WasLookedUp(Scene scene) => scene.Done.Any(done => done.Kind == StepKind.LookUp);

    private static bool Charges(StepKind kind) =>
        kind is StepKind.PayCash or StepKind.PayQr or StepKind.OtherCard || Deeds.TriesSameCard(kind);

    private static bool IsOfReceipt(StepKind kind) => kind is StepKind.LoadPaper or StepKind.CloseLid
        or StepKind.ClearCutter or StepKind.LetHeadCool or StepKind.Reprint or StepKind.ShowReceipt
        or StepKind.CallProvider;

    private static IEnumerable<string> Answers(Scene scene) =>
        scene.CardSeen().OfType<Observation.Answered>().Select(answered => answered.Code.Value);
}
