using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What each fault is in the scene: a state of a card, a device, a line, a host, a bank or a person.</summary>
static class Faults
{
    // What is broken on a line that does not come back by itself within a trial.
    private const double ForGood = 1e6;

    public static void Apply(Scene scene, FaultModel fault, double lastsStill)
    {
        scene.Truth.Add(fault);
        var until = scene.Now.AddSeconds(lastsStill > 0 ? lastsStill : ForGood);
        if (!OfCard(scene, fault) && !OfAccount(scene, fault) && !OfPeople(scene, fault) && !OfDevices(scene, fault)
            && !OfLine(scene, fault, until))
            Beyond(scene, fault, until);
    }

    private static bool OfCard(Scene scene, FaultModel fault)
    {
        var card = scene.Card;
        (card.Stripe, card.Chip, scene.Handling, scene.Method) = fault.Kind switch
        {
            FaultKind.StripeDemagnetised => (StripeState.Demagnetised, card.Chip, scene.Handling, ReadMethod.Swipe),
            FaultKind.StripeScratched => (StripeState.Scratched, card.Chip, scene.Handling, ReadMethod.Swipe),
            FaultKind.SwipeUnsteady => (card.Stripe, card.Chip, Handling.Unsteady, ReadMethod.Swipe),
            FaultKind.ChipCardSwiped => (card.Stripe, card.Chip, scene.Handling, ReadMethod.Swipe),
            FaultKind.CardUnrecognised => (card.Stripe, card.Chip, scene.Handling, ReadMethod.Swipe),
            FaultKind.ChipDirty => (card.Stripe, ChipState.Dirty, scene.Handling, ReadMethod.Chip),
            FaultKind.ChipDamaged => (card.Stripe, ChipState.Damaged, scene.Handling, ReadMethod.Chip),
            FaultKind.CardBlocked => (card.Stripe, Blocked(scene), scene.Handling, ReadMethod.Chip),
            FaultKind.CardNotSupported => (card.Stripe, ChipState.NotSupported, scene.Handling, ReadMethod.Chip),
            FaultKind.ParametersMissing => (card.Stripe, ChipState.NotInParameters, scene.Handling, ReadMethod.Chip),
            FaultKind.CardWrongWay => (card.Stripe, card.Chip, Handling.WrongWay, ReadMethod.Chip),
            FaultKind.CardRemovedEarly => (card.Stripe, card.Chip, Handling.RemovedEarly, ReadMethod.Chip),
            FaultKind.TapUnfinished => (card.Stripe, card.Chip, Handling.TapUnfinished, ReadMethod.Tap),
            _ => (card.Stripe, card.Chip, scene.Handling, scene.Method),
        };
        card.NumberIsMisread |= fault.Kind == FaultKind.CardUnrecognised;
        card.HasChip = fault.Kind switch
        {
            // A stripe is swiped where there is no chip, or where somebody overlooks it.
            FaultKind.StripeDemagnetised or FaultKind.StripeScratched or FaultKind.SwipeUnsteady
                or FaultKind.CardUnrecognised => scene.Draws.Happens("swiped-for-all-its-chip", 0.85),
            _ => card.HasChip || scene.Method == ReadMethod.Chip || fault.Kind == FaultKind.ChipCardSwiped,
        };
        card.IsContactless |= fault.Kind == FaultKind.TapUnfinished;
        if (fault.Kind is FaultKind.ChipDirty or FaultKind.StripeScratched)
            card.Badness = fault.Strength;
        return fault.Kind <= FaultKind.TapUnfinished;
    }

    private static ChipState Blocked(Scene scene) =>
        scene.Draws.Happens("whole-card-blocked", 0.5) ? ChipState.CardBlocked : ChipState.ApplicationBlocked;

    private static bool OfAccount(Scene scene, FaultModel fault)
    {
        var draws = scene.Draws;
        Condition? refusal = fault.Kind switch
        {
            FaultKind.Funds => Condition.Funds,
            FaultKind.OverLimit => draws.Happens("by-count", 0.25) ? Condition.CountLimit : Condition.AmountLimit,
            FaultKind.Expired => Condition.Expired,
            FaultKind.NotAllowed => draws.Happens("restricted", 0.4) ? Condition.Restricted : Condition.NotPermitted,
            FaultKind.CardReported => draws.Pick("as", [Condition.Lost, Condition.Stolen, Condition.Suspected]),
            FaultKind.RefusedPlain => Condition.Plain,
            _ => null,
        };
        scene.Card.Refusal ??= refusal;
        if (fault.Kind == FaultKind.PinLocked)
            (scene.Card.TriesSpent, scene.PinIsAsked) = (HandCard.TriesAllowed, true);
        return refusal is not null || fault.Kind == FaultKind.PinLocked;
    }

    private static bool OfPeople(Scene scene, FaultModel fault)
    {
        scene.Fingers = fault.Kind switch
        {
            FaultKind.PinMistyped => Fingers.Slip,
            FaultKind.KeyCovered => Fingers.CoverKey,
            FaultKind.KeyStruckTwice => Fingers.StrikeTwice,
            FaultKind.PinUnfinished => Fingers.Unfinished,
            _ => scene.Fingers,
        };
        scene.Card.RemembersWrongly |= fault.Kind == FaultKind.PinMisremembered;
        var isOfPeople = fault.Kind is >= FaultKind.PinMistyped and <= FaultKind.PinUnfinished;
        scene.PinIsAsked |= isOfPeople;
        return isOfPeople;
    }

    private static bool OfDevices(Scene scene, FaultModel fault)
    {
        scene.Pad = fault.Kind switch
        {
            FaultKind.KeyStuck => PadState.KeyStuck,
            FaultKind.KeypadDead => PadState.Silent,
            FaultKind.KeypadTampered => PadState.Tampered,
            FaultKind.NotSignedOn when scene.Draws.Happens("pad-without-keys", 0.7) => PadState.NoKeys,
            _ => scene.Pad,
        };
        scene.PadShowsIt &= fault.Kind != FaultKind.KeyStuck || scene.Draws.Happens("stuck-key-shows", fault.Strength);
        scene.PinIsAsked |= scene.Pad != PadState.Ready;
        scene.ReaderIsDead |= fault.Kind == FaultKind.ReaderDead;
        scene.ReaderDirt = Math.Max(scene.ReaderDirt, fault.Kind == FaultKind.ReaderDirty ? fault.Strength : 0);
        scene.Printer = fault.Kind switch
        {
            FaultKind.PrinterPaperOut => PrinterState.PaperOut,
            FaultKind.PrinterLidOpen => PrinterState.LidOpen,
            FaultKind.PrinterHot => PrinterState.HeadHot,
            FaultKind.PrinterCutter => PrinterState.CutterJammed,
            FaultKind.PrinterDead => PrinterState.Silent,
            _ => scene.Printer,
        };
        scene.KeysOutOfStep |= fault.Kind == FaultKind.KeysOutOfStep;
        scene.NotSignedOn |= fault.Kind == FaultKind.NotSignedOn;
        scene.SoftwareOutdated |= fault.Kind == FaultKind.SoftwareOutdated;
        scene.TerminalUnknown |= fault.Kind == FaultKind.TerminalUnknown;
        scene.MerchantRefused |= fault.Kind == FaultKind.MerchantRefused;
        return fault.Kind is >= FaultKind.KeyStuck and <= FaultKind.TerminalUnknown;
    }

    private static bool OfLine(Scene scene, FaultModel fault, DateTimeOffset until)
    {
        var line = scene.Line;
        line.Broken = fault.Kind switch
        {
            FaultKind.LineRadioDown => Hop.Radio,
            FaultKind.LineGatewayDown => Hop.Gateway,
            FaultKind.LineNameDown => Hop.Name,
            FaultKind.LineHostUnreached => scene.Draws.Pick("hop", [Hop.Connect, Hop.Connect, Hop.Tls, Hop.HostEcho]),
            _ => line.Broken,
        };
        line.Loss = fault.Kind == FaultKind.LineUnstable ? fault.Strength : line.Loss;
        line.Delay = fault.Kind == FaultKind.LineSlow ? 40 * fault.Strength : line.Delay;
        if (fault.Kind is < FaultKind.LineRadioDown or > FaultKind.LineUnstable)
            return false;

        line.Until = until;
        // What stands beyond the shop's own link may fail both lines: the host is one for both.
        var shared = fault.Kind == FaultKind.LineHostUnreached ? 0.4 : 0.1;
        if (scene.Draws.Happens("both-lines", shared))
            (scene.Lines[1].Broken, scene.Lines[1].Loss, scene.Lines[1].Delay, scene.Lines[1].Until) =
                (line.Broken, line.Loss, line.Delay, until);
        return true;
    }

    private static void Beyond(Scene scene, FaultModel fault, DateTimeOffset until)
    {
        switch (fault.Kind)
        {
            case FaultKind.IssuerFailing or FaultKind.IssuerMaintenance:
                (scene.IssuerDownUntil, scene.TroubledIssuer) = (until, scene.Card.Issuer);
                break;
            case FaultKind.IssuerSlow:
                (scene.IssuerSlowUntil, scene.TroubledIssuer) = (until, scene.Card.Issuer);
                scene.IssuerSlowness = 50 * fault.Strength;
                break;
            case FaultKind.SwitchFailing:
                scene.SwitchDownUntil = until;
                break;
            case FaultKind.SwitchDayChange:
                scene.DayChangesUntil = until;
                break;
            case FaultKind.SaleSentBefore:
                scene.WasChargedBefore = true;
                break;
            case FaultKind.Transient:
                scene.Blips = 1;
                break;
            case FaultKind.UnheardOf:
                scene.Oddity = scene.Draws.Pick("oddity", ["code", "code", "chip", "mute", "again"]);
                break;
        }
    }
}
