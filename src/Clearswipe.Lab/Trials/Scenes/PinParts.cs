using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>Keypad and fingers: what is typed, what the pad notices of it, and whether a whole PIN comes out.</summary>
static class PinParts
{
    private const string Right = "right";

    /// <summary>Whether something that may be a PIN was typed; one where none is asked for.</summary>
    public static bool Type(Scene scene)
    {
        if (!scene.PinIsAsked)
            return true;
        if (scene.Pad is PadState.Silent or PadState.Tampered)
        {
            scene.Saw(at => new Observation.PinEntryTimedOut(at, 0));
            return false;
        }

        var fingers = scene.Fingers == Fingers.Fine && scene.Draws.Happens("slip", scene.World.People.Slips)
            ? Fingers.Slip
            : scene.Fingers;
        scene.Fingers = Fingers.Fine;
        return scene.Pad == PadState.KeyStuck ? Stuck(scene) : Typed(scene, fingers);
    }

    private static bool Typed(Scene scene, Fingers fingers)
    {
        var draws = scene.Draws;
        var meant = scene.Card.RemembersWrongly ? Remembered(scene) : Right;
        switch (fingers)
        {
            case Fingers.Unfinished:
                return NotFinished(scene);
            case Fingers.CoverKey:
                Felt(scene, "cover-felt", 0.9, at => new Observation.KeyHeldDown(at, TimeSpan.FromSeconds(3)));
                return draws.Happens("keys-too-few", 0.6) ? TooShort(scene) : Whole(scene, "covered");
            case Fingers.StrikeTwice:
                Felt(scene, "strike-felt", 0.95,
                    at => new Observation.KeyStruckTwice(at, TimeSpan.FromMilliseconds(90)));
                return Whole(scene, "struck twice");
            case Fingers.Slip:
                return Whole(scene, $"slip {draws.Share("which-slip")}");
            default:
                return Whole(scene, meant);
        }
    }

    // Who is wrong about a PIN mostly types the same again, sometimes another, and now and then the right one.
    private static string Remembered(Scene scene)
    {
        if (scene.LastPin is null)
            return "wrong";
        var share = scene.Draws.Share("thinks-again");
        return share < 0.12 ? Right : share < 0.3 ? "wrong too" : "wrong";
    }

    private static bool Stuck(Scene scene)
    {
        Felt(scene, "stuck-felt", 0.7, at => new Observation.KeyHeldDown(at, TimeSpan.FromSeconds(20)));
        var share = scene.Draws.Share("stuck-key-does");
        return share < 0.45 ? TooShort(scene) : share < 0.7 ? NotFinished(scene) : Whole(scene, "stuck");
    }

    private static bool NotFinished(Scene scene)
    {
        var share = scene.Draws.Share("where-unfinished");
        if (share < 0.35)
            return TooShort(scene);
        scene.Saw(at => new Observation.PinEntryTimedOut(at, share < 0.7 ? 0 : 3));
        return false;
    }

    private static bool TooShort(Scene scene)
    {
        scene.Saw(at => new Observation.PinTooShort(at, 3));
        return false;
    }

    // The pad compares within itself and says no more than that.
    private static bool Whole(Scene scene, string typed)
    {
        if (scene.LastPin is { } last && scene.WrongPins > 0)
            scene.Saw(at => new Observation.PinCompared(at, typed == last));
        scene.LastPin = typed;
        return true;
    }

    /// <summary>Whether the bank finds the PIN right; a wrong one costs a try, and the last one the card.</summary>
    public static Condition? Check(Scene scene)
    {
        if (!scene.PinIsAsked)
            return null;
        if (scene.Card.IsLocked)
            return Condition.PinLocked;
        if (scene.LastPin == Right)
        {
            scene.Card.TriesSpent = 0;
            return null;
        }

        scene.Card.TriesSpent++;
        scene.WrongPins++;
        scene.HasLocked |= scene.Card.IsLocked;
        return scene.Card.IsLocked ? Condition.PinLocked : Condition.WrongPin;
    }

    private static void Felt(Scene scene, string name, double share, Func<DateTimeOffset, Observation> seen)
    {
        if (scene.Draws.Happens(name, share))
            scene.Saw(seen);
    }
}
