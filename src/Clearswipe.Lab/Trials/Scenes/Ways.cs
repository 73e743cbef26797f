using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What can be done at all at this counter now, as cashier and till see it.</summary>
static class Ways
{
    private static readonly StepKind[] Always =
    [
        StepKind.Park, StepKind.CheckKeypad, StepKind.CheckReader, StepKind.TakeOutOfUse, StepKind.AskQuestion,
        StepKind.CallIssuer, StepKind.CallAcquirer, StepKind.CallProvider, StepKind.CallNetwork, StepKind.StopSale,
        StepKind.SignOn, StepKind.UpdateSoftware, StepKind.LookUp,
    ];

    private static readonly HashSet<StepKind> AfterPaying =
    [
        StepKind.LoadPaper, StepKind.CloseLid, StepKind.ClearCutter, StepKind.LetHeadCool, StepKind.Reprint,
        StepKind.ShowReceipt, StepKind.CallProvider,
    ];

    public static IReadOnlySet<StepKind> Possible(Scene scene)
    {
        if (scene.IsApproved)
            return AfterPaying;
        var possible = new HashSet<StepKind>(Always);
        Add(possible, StepKind.PayCash, scene.HasCash != false);
        Add(possible, StepKind.PayQr, scene.HasWallet != false);
        Add(possible, StepKind.SpareTill, scene is { HasSpareTill: true, AtSpareTill: false });
        Add(possible, StepKind.ChangeLine, scene is { HasSpareLine: true, LineInUse: 0 } && TheLineLetDown(scene));
        if (!scene.ReaderIsDead || scene.Seen.All(seen => seen is not Observation.ReaderSilent))
            ByCard(scene, possible);
        return possible;
    }

    private static void ByCard(Scene scene, HashSet<StepKind> possible)
    {
        Add(possible, StepKind.OtherCard, scene.HasOtherCard != false);
        Add(possible, StepKind.InsertChip, scene.Card.HasChip);
        Add(possible, StepKind.CleanAndInsertChip, scene.Card.HasChip);
        Add(possible, StepKind.Tap, scene.Card.IsContactless);
        possible.Add(StepKind.SwipeAgain);
        var padTakesPins = (scene.PadShowsIt ? scene.Pad : PadState.Ready) is PadState.Ready or PadState.NoKeys;
        if (!WasRead(scene) || (scene.PinIsAsked && !padTakesPins))
            return;
        possible.Add(StepKind.SendAgain);
        Add(possible, StepKind.EnterPinAgain, scene.PinIsAsked);
    }

    public static bool WasRead(Scene scene) => scene.CardSeen().Any(seen => seen is
        Observation.ChipWasRead { Card: not null } or Observation.CardWasTapped { Card: not null }
        or Observation.StripeWasRead { Card: not null, Result: StripeRead.Good });

    private static bool TheLineLetDown(Scene scene) => scene.Seen.Any(seen => seen is
        Observation.NotSent or Observation.NoAnswer or Observation.LateAnswer
        or Observation.LineProbed { BrokenHop: not Hop.None } or Observation.LineProbed { Loss: > 0 }
        or Observation.LineProbed { RoundTrip.TotalSeconds: > 0.8 });

    private static void Add(HashSet<StepKind> possible, StepKind kind, bool can)
    {
        if (can)
            possible.Add(kind);
    }
}
