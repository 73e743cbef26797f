using Clearswipe.Counter.Keypads;
using Clearswipe.Lab.Links;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>Something that happens to the world at a moment after its shop opened.</summary>
public abstract record Twist(TimeSpan At)
{
    /// <summary>A line is from now on as these faults say; none mends it.</summary>
    public sealed record LineIs(TimeSpan At, string Line, LineFaults Faults) : Twist(At);

    public sealed record LineIsCut(TimeSpan At, string Line) : Twist(At);

    /// <summary>One coming message of a line meets a mishap.</summary>
    public sealed record MessageMeets(TimeSpan At, string Line, Way Way, Mishap Mishap) : Twist(At);

    public sealed record ReaderIs(TimeSpan At, ReaderTrouble Trouble) : Twist(At);

    public sealed record KeypadIs(TimeSpan At, KeypadTrouble Trouble, PadKey Key) : Twist(At);

    public sealed record PrinterIs(TimeSpan At, PrinterState State) : Twist(At);

    /// <summary>A process dies as by kill -9, or starts again from its files.</summary>
    public sealed record ProcessIs(TimeSpan At, string Process, bool IsAlive) : Twist(At);
}

/// <summary>What can be wrong with a reader.</summary>
public enum ReaderTrouble
{
    None,
    Dead,
    DirtyHead,
    DirtySlot,
}

/// <summary>What can be wrong with a keypad, or with the fingers on it.</summary>
public enum KeypadTrouble
{
    None,
    KeyStuck,
    KeyDead,
    KeyCovered,
    StrikesTwice,
    Silent,
    KeysLost,
    Tampered,
}
