using Clearswipe.Lab.Links;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>Makes the twists of a world happen to its shop.</summary>
static class Twists
{
    public static void Schedule(Shop shop, TimeProvider time)
    {
        foreach (var twist in shop.World.Timeline)
            Process.Start(SynchronizationContext.Current, () => Later(shop, twist, time));
    }

    public static async Task Apply(Shop shop, Twist twist)
    {
        switch (twist)
        {
            case Twist.LineIs(_, var line, var faults):
                shop.Line(line).Faults = faults;
                break;
            case Twist.LineIsCut(_, var line):
                shop.Line(line).Cut();
                break;
            case Twist.MessageMeets(_, var line, var way, var mishap):
                shop.Line(line).Next(way, mishap);
                break;
            case Twist.ProcessIs(_, var process, var isAlive):
                await (isAlive ? shop.Restart(process) : shop.Kill(process));
                break;
            default:
                Apply(shop.Tills[0], twist);
                break;
        }
    }

    private static async Task Later(Shop shop, Twist twist, TimeProvider time)
    {
        await Task.Delay(twist.At, time);
        await Apply(shop, twist);
    }

    private static void Apply(LabTill till, Twist twist)
    {
        switch (twist)
        {
            case Twist.ReaderIs(_, var trouble):
                till.Reader.IsDead = trouble == ReaderTrouble.Dead;
                till.Reader.HasDirtyHead = trouble == ReaderTrouble.DirtyHead;
                till.Reader.HasDirtySlot = trouble == ReaderTrouble.DirtySlot;
                break;
            case Twist.PrinterIs(_, PrinterState.Ready):
                till.Printer.Mend();
                break;
            case Twist.PrinterIs(_, var state):
                till.Printer.Fault = state;
                break;
            case Twist.KeypadIs keypad:
                Apply(till, keypad);
                break;
            default:
                throw new InvariantException("a twist is one of seven");
        }
    }

    private static void Apply(LabTill till, Twist.KeypadIs keypad)
    {
        switch (keypad.Trouble)
        {
            case KeypadTrouble.None:
                till.Keypad.Mend();
                break;
            case KeypadTrouble.KeyStuck:
                till.Keypad.StuckKey = keypad.Key;
                break;
            case KeypadTrouble.KeyDead:
                till.Keypad.DeadKey = keypad.Key;
                break;
            case KeypadTrouble.KeyCovered:
                till.Keypad.CoveredKey = keypad.Key;
                break;
            case KeypadTrouble.StrikesTwice:
                till.Keypad.StrikesTwice = true;
                break;
            case KeypadTrouble.Silent:
                till.Keypad.Plug(isIn: false);
                break;
            case KeypadTrouble.KeysLost:
                till.Keypad.LoseKeys();
                break;
            case KeypadTrouble.Tampered:
                till.Keypad.Tamper();
                break;
            default:
                throw new InvariantException("a keypad has one of eight troubles");
        }
    }
}
