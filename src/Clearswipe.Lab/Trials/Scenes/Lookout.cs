using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What the till sees by itself when a sale is blocked: pad, line, other cards, the fleet's news.</summary>
static class Lookout
{
    private const double Memory = 1800;
    private const int MessagesOfProbe = 10;

    public static void LookRound(Scene scene, double since)
    {
        Others(scene, since);
        News(scene);
        Probe(scene);
    }

    /// <summary>Pad and line test themselves; they do so again after each step.</summary>
    public static void Probe(Scene scene)
    {
        Hosts.Heal(scene);
        var shown = scene.PadShowsIt ? scene.Pad : PadState.Ready;
        scene.Saw(at => new Observation.PadReported(at, shown));
        var line = scene.Line;
        var trip = 0.1 + (line.Delay > 0 ? scene.Draws.Spread("probe-trip", line.Delay / 6) : 0);
        var (roundTrip, lost) = (TimeSpan.FromSeconds(trip), Lost(scene));
        scene.Saw(at => new Observation.LineProbed(at, line.Name, line.Broken, roundTrip, lost));
    }

    private static double Lost(Scene scene)
    {
        var lost = 0;
        for (var message = 0; message < MessagesOfProbe; message++)
            lost += scene.Draws.Happens("probe-lost", scene.Line.Loss) ? 1 : 0;
        return (double)lost / MessagesOfProbe;
    }

    // The last cards at this till met the same reader, pad, keys, line and switch, if those were as bad then.
    private static void Others(Scene scene, double since)
    {
        var draws = scene.Draws;
        var count = (int)Math.Round(scene.World.Counter.Neighbours * (0.25 + (1.5 * draws.Share("neighbours"))));
        var (good, bad, approved, wrong, silent, format) = (0, 0, 0, 0, 0, 0);
        for (var other = 0; other < count; other++)
        {
            var isMeanwhile = draws.Share("neighbour-ago") * Memory < since;
            var dirt = isMeanwhile ? Math.Max(scene.ReaderDirt, scene.ReaderIsDead ? 1 : 0) : 0;
            if (scene.Method != ReadMethod.Tap && draws.Happens("neighbour-read", Math.Max(0.02, dirt)))
            {
                bad++;
                continue;
            }

            good++;
            switch (Fate(scene, isMeanwhile))
            {
                case null: approved++; break;
                case Condition.WrongPin: wrong++; break;
                case Condition.IssuerSilent: silent++; break;
                case Condition.Format: format++; break;
            }
        }

        scene.Saw(at => new Observation.OtherCardsAtReader(at, "reader-1", scene.Method, good, bad));
        scene.Saw(at => new Observation.OtherCardsAnswered(at, approved, wrong, silent, format));
    }

    private static Condition? Fate(Scene scene, bool isMeanwhile)
    {
        var draws = scene.Draws;
        if (draws.Happens("neighbour-slips", 0.02))
            return Condition.WrongPin;
        if (draws.Happens("neighbour-refused", 0.08))
            return Condition.Plain;
        if (!isMeanwhile)
            return null;
        if (scene.MerchantRefused || scene.TerminalUnknown)
            return Condition.Plain;
        if (scene.SoftwareOutdated)
            return Condition.Format;
        if (scene.KeysOutOfStep)
            return Condition.BadKeys;
        if (scene.Pad == PadState.KeyStuck && draws.Happens("neighbour-pin", 0.6))
            return Condition.WrongPin;
        return IsMute(scene) ? Condition.IssuerSilent
            : scene.IsDown(scene.SwitchDownUntil) ? Condition.SwitchDown
            : null;
    }

    private static bool IsMute(Scene scene)
    {
        var (line, draws) = (scene.Line, scene.Draws);
        var lost = Math.Max(line.Loss, line.Delay > 0 ? 0.35 : 0);
        return line.Broken != Hop.None || draws.Happens("neighbour-lost", lost)
            || (scene.IsDown(scene.SwitchDownUntil) && draws.Happens("neighbour-switch-mute", 0.15))
            || (scene.TroubledIssuer is not null && draws.Happens("neighbour-bank-mute", 0.04));
    }

    private static void News(Scene scene)
    {
        if (scene.SoftwareOutdated || scene.Draws.Happens("outdated-and-harmless", 0.02))
            scene.Saw(at => new Observation.SoftwareOutdated(at, "0.1.0", "0.2.0"));
        foreach (var fault in scene.Truth.Where(fault => scene.Draws.Happens("known", fault.Known)))
            Tell(scene, fault.Kind);
    }

    private static void Tell(Scene scene, FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.IssuerMaintenance:
                scene.Saw(at => new Observation.IssuerInMaintenance(at, scene.Card.Issuer, scene.IssuerDownUntil));
                break;
            case FaultKind.IssuerFailing:
                scene.Saw(at => new Observation.IssuerFailing(at, scene.Card.Issuer));
                break;
            case FaultKind.SwitchFailing:
                scene.Saw(at => new Observation.SwitchFailing(at));
                break;
        }
    }
}
