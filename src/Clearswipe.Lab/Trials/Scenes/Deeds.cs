using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>A step that somebody decided on: its kind, what is asked, and how long is waited.</summary>
readonly record struct Deed(StepKind Kind, StepId Step, FindingId? Question = null, double Waits = 0)
{
    public static Deed Of(StepKind kind) => new(kind, new(Spelling.Hyphenated(kind.ToString())));
}

/// <summary>What a step does to the scene. Whether it helps is decided by what is wrong there alone.</summary>
static class Deeds
{
    // Offering what the customer does not have takes a sentence.
    private const double Offer = 8;
    private const double TypingAPin = 12;
    private const double HandingTheCard = 10;

    public static void Do(Scene scene, Deed deed)
    {
        var (draws, name) = (scene.Draws, Spelling.Hyphenated(deed.Kind.ToString()));
        var seconds = draws.Hands(name, scene.World.SecondsOf(deed.Kind));
        if (IsAnotherWay(deed.Kind))
            GoRound(scene, deed.Kind, seconds);
        else if (deed.Kind == StepKind.Park)
            Park(scene, seconds, deed.Waits);
        else
            Work(scene, deed, seconds);
        scene.PaidBy ??= scene.IsPaid ? deed.Kind : null;
    }

    private static bool IsAnotherWay(StepKind kind) =>
        kind is StepKind.PayCash or StepKind.PayQr or StepKind.OtherCard;

    private static void GoRound(Scene scene, StepKind kind, double seconds)
    {
        if (kind == StepKind.OtherCard)
        {
            OtherCard(scene, seconds);
        }
        else if (kind == StepKind.PayCash)
        {
            scene.HasCash ??= scene.Draws.Happens("has-cash", scene.World.People.Cash);
            Pay(scene, kind, scene.HasCash.Value, scene.HasCash.Value ? seconds : Offer);
        }
        else
        {
            scene.HasWallet ??= scene.Draws.Happens("has-wallet", scene.World.People.Wallet);
            Pay(scene, kind, scene.HasWallet.Value && QrWorks(scene), scene.HasWallet.Value ? seconds : Offer);
        }
    }

    private static void Work(Scene scene, Deed deed, double seconds)
    {
        scene.Pass(seconds);
        if (scene.HasLeft)
            return;
        switch (deed.Kind)
        {
            case StepKind.AskQuestion:
                Ask(scene, deed.Question!.Value);
                break;
            case StepKind.LoadPaper or StepKind.CloseLid or StepKind.ClearCutter or StepKind.LetHeadCool
                or StepKind.Reprint or StepKind.ShowReceipt:
                Printing(scene, deed.Kind);
                break;
            case StepKind.LookUp:
                LookUp(scene);
                break;
            case StepKind.StopSale or StepKind.TakeOutOfUse:
                break;
            default:
                if (Mending.Mends(scene, deed.Kind))
                    Again(scene, deed.Kind);
                break;
        }
    }

    /// <summary>Whether the same card is tried again, and its PIN typed again where one is asked for.</summary>
    public static bool TriesSameCard(StepKind kind) => kind is StepKind.InsertChip or StepKind.CleanAndInsertChip
        or StepKind.Tap or StepKind.SwipeAgain or StepKind.EnterPinAgain or StepKind.SendAgain or StepKind.ChangeLine
        or StepKind.SignOn or StepKind.CheckKeypad or StepKind.CheckReader or StepKind.SpareTill
        or StepKind.UpdateSoftware or StepKind.Park or StepKind.CallIssuer or StepKind.CallAcquirer
        or StepKind.CallProvider or StepKind.CallNetwork;

    private static void Again(Scene scene, StepKind kind)
    {
        if (scene.PinIsAsked && kind != StepKind.EnterPinAgain && Ways.WasRead(scene))
            scene.Pass(TypingAPin);
        if (!IsPresenting(kind) && !Ways.WasRead(scene))
            scene.Pass(HandingTheCard);
        Attempt.Run(scene);
    }

    private static bool IsPresenting(StepKind kind) => kind is StepKind.InsertChip or StepKind.CleanAndInsertChip
        or StepKind.Tap or StepKind.SwipeAgain;

    private static void Ask(Scene scene, FindingId question)
    {
        if (People.Answer(scene, question) is { } answer)
            scene.Saw(at => new Observation.Told(at, question, answer));
    }

    private static void Pay(Scene scene, StepKind kind, bool works, double seconds)
    {
        scene.Pass(seconds);
        if (scene.HasLeft || !works)
            return;
        (scene.IsPaid, scene.PaidBy, scene.Charges) = (true, kind, scene.Charges + 1);
    }

    // The customer's telephone is on a network of its own; the till's side needs a line, and its provider to be well.
    private static bool QrWorks(Scene scene)
    {
        var works = (scene.Line.IsWell || scene.HasSpareLine) && scene.Draws.Happens("qr-works", 0.97)
            && !(scene.IsDown(scene.SwitchDownUntil) && scene.Draws.Happens("qr-of-same-switch", 0.4));
        if (!works)
            scene.HasWallet = false;
        return works;
    }

    private static void OtherCard(Scene scene, double seconds)
    {
        scene.HasOtherCard ??= scene.Draws.Happens("has-other-card", scene.World.People.OtherCard);
        scene.Pass(scene.HasOtherCard.Value ? seconds : Offer);
        if (!scene.HasOtherCard.Value || scene.HasLeft)
            return;
        var draws = scene.Draws;
        var issuer = draws.Happens("other-bank", 0.85) ? new IssuerId("other") : scene.Card.Issuer;
        scene.Card = new HandCard("card-2", issuer)
        {
            Refusal = draws.Happens("other-card-refused", 0.06) ? Condition.Funds : null,
        };
        (scene.Fingers, scene.Handling, scene.LastPin, scene.WrongPins) = (Fingers.Fine, Handling.Fine, null, 0);
        (scene.HasOtherCard, scene.CardSince) = (false, scene.Now);
        scene.Method = draws.Happens("other-taps", 0.5) ? ReadMethod.Tap : ReadMethod.Chip;
        Attempt.Run(scene);
    }

    private static void Park(Scene scene, double seconds, double waits)
    {
        scene.Pass(seconds);
        if (scene.HasLeft)
            return;
        // From here another patience counts: the queue goes on, and the customer sits down.
        scene.LeavesAt = scene.Now.AddSeconds(
            scene.Draws.Patience("parked-patience", scene.World.People.ParkedPatience));
        scene.Pass(waits > 0 ? waits : 120);
        Hosts.Heal(scene);
        if (!scene.HasLeft)
            Again(scene, StepKind.Park);
    }

    private static void Printing(Scene scene, StepKind kind)
    {
        if (kind == StepKind.ShowReceipt)
        {
            scene.IsPaid = scene.Draws.Happens("scans-receipt", 0.9);
            return;
        }

        var mends = (kind, scene.Printer) switch
        {
            (StepKind.LoadPaper, PrinterState.PaperOut) => 0.97,
            (StepKind.CloseLid, PrinterState.LidOpen) => 0.97,
            (StepKind.ClearCutter, PrinterState.CutterJammed) => 0.75,
            (StepKind.LetHeadCool, PrinterState.HeadHot) => 0.95,
            (StepKind.Reprint, PrinterState.HeadHot) => 0.15,
            _ => 0.0,
        };
        if (scene.Draws.Happens("printer-mended", mends))
            scene.Printer = PrinterState.Ready;
        Attempt.Print(scene);
    }

    private static void LookUp(Scene scene)
    {
        if (scene is { WasChargedBefore: true, Line.Broken: Hop.None })
            (scene.IsPaid, scene.IsApproved) = (true, true);
    }
}
