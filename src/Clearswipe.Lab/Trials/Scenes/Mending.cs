using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What hands, the till itself and people on the telephone change, before the card is tried again.</summary>
static class Mending
{
    // Of the calls to the right ones, so many get something mended while the customer waits.
    private const double CallsThatHelp = 0.35;

    /// <summary>Does it; whether the card is tried again after it.</summary>
    public static bool Mends(Scene scene, StepKind kind)
    {
        switch (kind)
        {
            case StepKind.InsertChip:
                Present(scene, ReadMethod.Chip);
                return true;
            case StepKind.CleanAndInsertChip:
                if (scene.Card.Chip == ChipState.Dirty && scene.Draws.Happens("wiped-clean", 0.85))
                    scene.Card.Chip = ChipState.Good;
                Present(scene, ReadMethod.Chip);
                return true;
            case StepKind.Tap:
                Present(scene, ReadMethod.Tap);
                return true;
            case StepKind.SwipeAgain:
                Present(scene, ReadMethod.Swipe);
                return true;
            case StepKind.ChangeLine:
                scene.LineInUse = 1;
                return true;
            case StepKind.SignOn:
                return SignOn(scene);
            case StepKind.CheckKeypad or StepKind.CheckReader or StepKind.UpdateSoftware:
                Service(scene, kind);
                return true;
            case StepKind.SpareTill:
                MoveOver(scene);
                return true;
            case StepKind.CallIssuer or StepKind.CallAcquirer or StepKind.CallProvider or StepKind.CallNetwork:
                return Call(scene, kind);
            default:
                return true;
        }
    }

    // A card is handed over anew, and now and then that goes amiss by itself.
    private static void Present(Scene scene, ReadMethod method)
    {
        var amiss = method switch
        {
            ReadMethod.Chip => Handling.RemovedEarly,
            ReadMethod.Tap => Handling.TapUnfinished,
            ReadMethod.Swipe => Handling.Unsteady,
            _ => Handling.Fine,
        };
        scene.Method = method;
        var slips = scene.World.People.Slips * (method == ReadMethod.Swipe ? 3 : 1);
        scene.Handling = scene.Draws.Happens("handed-amiss", slips) ? amiss : Handling.Fine;
    }

    private static bool SignOn(Scene scene)
    {
        Hosts.Heal(scene);
        var isHeard = scene.Line.Broken == Hop.None && !scene.IsDown(scene.SwitchDownUntil) && !scene.TerminalUnknown
            && scene.Pad is PadState.Ready or PadState.NoKeys;
        // Keys that stay out of step after a sign-on need a ceremony, not a message.
        var succeeds = isHeard && scene.Draws.Happens("sign-on", 0.95);
        if (succeeds)
        {
            scene.NotSignedOn = false;
            scene.KeysOutOfStep &= !scene.Draws.Happens("keys-renewed", 0.92);
            scene.Pad = PadState.Ready;
        }

        scene.Saw(at => new Observation.SignedOn(at, succeeds));
        return succeeds;
    }

    private static void Service(Scene scene, StepKind kind)
    {
        var draws = scene.Draws;
        switch (kind)
        {
            case StepKind.CheckKeypad:
                var mended = scene.Pad switch
                {
                    PadState.Silent => draws.Happens("cable-was-loose", 0.5),
                    PadState.KeyStuck => draws.Happens("key-freed", 0.4),
                    _ => false,
                };
                scene.Pad = mended ? PadState.Ready : scene.Pad;
                scene.PadShowsIt = true;
                break;
            case StepKind.CheckReader:
                scene.ReaderDirt *= draws.Happens("head-cleaned", 0.85) ? 0 : 1;
                scene.ReaderIsDead &= !draws.Happens("reader-cable-was-loose", 0.35);
                break;
            case StepKind.UpdateSoftware:
                scene.SoftwareOutdated &= !draws.Happens("updated", 0.92);
                if (scene.Card.Chip == ChipState.NotInParameters && draws.Happens("parameters-came", 0.9))
                    scene.Card.Chip = ChipState.Good;
                break;
        }
    }

    // Another till has devices, keys, software and registration of its own; the shop's lines are the same.
    private static void MoveOver(Scene scene)
    {
        (scene.AtSpareTill, scene.Pad, scene.ReaderIsDead, scene.ReaderDirt) = (true, PadState.Ready, false, 0);
        (scene.KeysOutOfStep, scene.NotSignedOn, scene.SoftwareOutdated, scene.TerminalUnknown) =
            (false, false, false, false);
        if (scene.Card.Chip == ChipState.NotInParameters)
            scene.Card.Chip = ChipState.Good;
        if (scene.Draws.Happens("oddity-of-the-till", 0.4))
            scene.Oddity = null;
        // A cable or a radio of its own; router, names and host are shared.
        if (scene.Line.Broken == Hop.Radio && scene.Draws.Happens("cable-of-its-own", 0.8))
            scene.Line.Broken = Hop.None;
    }

    private static bool Call(Scene scene, StepKind kind)
    {
        if (!scene.Draws.Happens("call-helps", CallsThatHelp))
            return false;
        switch (kind)
        {
            case StepKind.CallIssuer when scene.Card.Refusal is not null && scene.Draws.Happens("bank-relents", 0.4):
                scene.Card.Refusal = null;
                return true;
            case StepKind.CallAcquirer when scene.MerchantRefused || scene.TerminalUnknown:
                (scene.MerchantRefused, scene.TerminalUnknown) = (false, false);
                return true;
            case StepKind.CallProvider:
                (scene.KeysOutOfStep, scene.SoftwareOutdated) = (false, false);
                scene.Printer = scene.Printer == PrinterState.CutterJammed ? PrinterState.Ready : scene.Printer;
                return true;
            case StepKind.CallNetwork when !scene.Line.IsWell:
                (scene.Line.Broken, scene.Line.Loss, scene.Line.Delay) = (Hop.None, 0, 0);
                return true;
            default:
                return false;
        }
    }
}
