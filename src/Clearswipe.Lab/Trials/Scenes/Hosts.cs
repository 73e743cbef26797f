using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>Line, switch and bank: where a request gets to, what it finds there, and what comes back of it.</summary>
static class Hosts
{
    private static readonly double TillWaits = Limits.TillAwaitsSwitch.TotalSeconds;
    private static readonly double SwitchWaits = Limits.SwitchAwaitsIssuer.TotalSeconds;
    private const double Usual = 1.2;

    /// <summary>Sends the sale. An outcome that nobody heard is settled before this ends.</summary>
    public static bool Ask(Scene scene)
    {
        var (line, draws) = (scene.Line, scene.Draws);
        Heal(scene);
        if (line.Broken != Hop.None && !draws.Happens("cut-under-way", 0.2))
        {
            scene.Pass(Limits.LineConnects.TotalSeconds);
            scene.Saw(at => new Observation.NotSent(at, line.Name, line.Broken));
            return false;
        }

        if (line.Broken != Hop.None || draws.Happens("request-lost", line.Loss) || IsMute(scene))
            return Silence(scene);
        var delay = line.Delay > 0 ? draws.Spread("way", line.Delay) : 0;
        return Answered(scene, Decide(scene), delay);
    }

    /// <summary>What passes by itself has passed.</summary>
    public static void Heal(Scene scene)
    {
        foreach (var line in scene.Lines.Where(line => scene.Now >= line.Until))
            (line.Broken, line.Loss, line.Delay) = (Hop.None, 0, 0);
    }

    private static bool IsMute(Scene scene) => scene.Oddity == "mute"
        || (scene.IsDown(scene.SwitchDownUntil) && scene.Draws.Happens("switch-mute", 0.15))
        || (scene.Blips > 0 && scene.Draws.Happens("blip-mute", 0.4) && scene.Blips-- > 0);

    private static bool Answered(Scene scene, (Condition? Why, double Took) decided, double delay)
    {
        var took = Usual + decided.Took + delay;
        if (took > TillWaits || scene.Draws.Happens("answer-lost", scene.Line.Loss))
        {
            var isPaid = Silence(scene);
            if (took > TillWaits && took < 3 * TillWaits)
                scene.Saw(at => new Observation.LateAnswer(
                    at, scene.Line.Name, TimeSpan.FromSeconds(took - TillWaits)));
            return isPaid;
        }

        scene.Pass(took);
        if (scene.KeysOutOfStep && scene.Draws.Happens("answer-mac-wrong", 0.1))
        {
            scene.Saw(at => new Observation.AnswerMacWrong(at, scene.Line.Name));
            return Silence(scene);
        }

        var code = decided.Why is { } why ? CodeOf(scene, why) : ResponseCode.Approved;
        scene.Saw(at => new Observation.Answered(at, code, scene.Card.Issuer, TimeSpan.FromSeconds(took))
        {
            Card = scene.Card.Token,
        });
        if (decided.Why is null)
            return true;
        return code.LeavesOutcomeUnknown && Settle(scene);
    }

    private static bool Silence(Scene scene)
    {
        scene.Pass(TillWaits);
        scene.Saw(at => new Observation.NoAnswer(at, scene.Line.Name, TimeSpan.FromSeconds(TillWaits)));
        return Settle(scene);
    }

    // The till looks up, then reverses, over whichever line there is; nothing else begins before that has ended.
    private static bool Settle(Scene scene)
    {
        scene.OutcomeUnknown = true;
        while (!scene.HasLeft)
        {
            scene.Pass(scene.World.SecondsOf(StepKind.LookUp));
            Heal(scene);
            if (Way(scene) is null || scene.IsDown(scene.SwitchDownUntil))
            {
                scene.Pass(Limits.LookUpAnswers.TotalSeconds);
                continue;
            }

            scene.OutcomeUnknown = false;
            return scene.Charges > 0;
        }

        // The customer has left: the reversal is durable and runs on without anybody.
        (scene.Charges, scene.OutcomeUnknown) = (0, false);
        return false;
    }

    private static TillLine? Way(Scene scene) => scene.Line.Broken == Hop.None ? scene.Line
        : scene.HasSpareLine ? scene.Lines.FirstOrDefault(line => line.Broken == Hop.None)
        : null;

    private static (Condition? Why, double Took) Decide(Scene scene)
    {
        if (AtSwitch(scene) is { } refused)
        {
            scene.Charges = refused == Condition.Duplicate ? 1 : scene.Charges;
            return (refused, 0);
        }

        var isTroubled = scene.Card.Issuer == scene.TroubledIssuer;
        if (isTroubled && scene.IsDown(scene.IssuerDownUntil))
            return scene.Draws.Happens("bank-mute", 0.2)
                ? (Condition.IssuerSilent, SwitchWaits)
                : (Condition.IssuerDown, 0.5);
        var took = isTroubled && scene.IsDown(scene.IssuerSlowUntil)
            ? scene.Draws.Spread("bank-takes", scene.IssuerSlowness)
            : 0;
        var why = AtBank(scene);
        if (why is null)
            scene.Charges++;
        if (took <= SwitchWaits)
            return (why, took);
        // The switch has reversed what the bank may have booked before it answers so.
        scene.Charges -= why is null ? 1 : 0;
        return (Condition.IssuerSilent, SwitchWaits);
    }

    private static Condition? AtSwitch(Scene scene) => scene switch
    {
        { WasChargedBefore: true } => Condition.Duplicate,
        _ when scene.Blips > 0 && scene.Blips-- > 0 => Condition.Again,
        { TerminalUnknown: true } => Condition.Terminal,
        { MerchantRefused: true } => Condition.Merchant,
        { SoftwareOutdated: true } => Condition.Format,
        { NotSignedOn: true } => Condition.SignOn,
        { KeysOutOfStep: true } => Condition.BadKeys,
        { Oddity: "code" } => Condition.Odd,
        { Oddity: "again" } => Condition.Again,
        _ when scene.IsDown(scene.SwitchDownUntil) => Condition.SwitchDown,
        _ when scene.IsDown(scene.DayChangesUntil) => Condition.DayChange,
        { Card.NumberIsMisread: true, Method: ReadMethod.Swipe } => Condition.Unrecognised,
        { Card.HasChip: true, Method: ReadMethod.Swipe, World.Counter.FallbackAllowed: false } => Condition.UseChip,
        _ => null,
    };

    private static Condition? AtBank(Scene scene) => scene.Card.Refusal is { } refusal
        && refusal is not (Condition.Funds or Condition.AmountLimit or Condition.CountLimit)
        ? refusal
        : PinParts.Check(scene) ?? scene.Card.Refusal;

    // A code of the acquirer's dialect, or now and then one that has nothing to do with it.
    private static ResponseCode CodeOf(Scene scene, Condition why)
    {
        var (world, draws) = (scene.World, scene.Draws);
        var isOfMoney = why is Condition.Duplicate or Condition.IssuerSilent or Condition.PinLocked;
        var spoken = !isOfMoney && draws.Happens("wrong-code", world.Counter.WrongCodes)
            ? draws.Pick("which-wrong-code", Wrong)
            : why;
        return new(draws.Weighted("code", world.Dialect[spoken]));
    }

    // No wrong code stands for a word about money or a locked card, nor is one: those would be lies of another kind.
    private static readonly Condition[] Wrong =
        [Condition.Plain, Condition.Funds, Condition.NotPermitted, Condition.IssuerDown, Condition.Format];
}
