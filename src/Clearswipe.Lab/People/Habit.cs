namespace Clearswipe.Lab.People;

/// <summary>How a customer types a PIN and waits.</summary>
public enum PinHabit
{
    KnowsIt,
    /// <summary>Strikes a neighbouring key the first time, and is careful after that.</summary>
    MistypesOnce,
    /// <summary>Is sure of a wrong PIN and types it every time.</summary>
    RemembersWrongly,
    /// <summary>Rests a finger on a key.</summary>
    CoversKey,
    /// <summary>Takes longer between the keys than a pad waits.</summary>
    TooSlow,
    /// <summary>Leaves when asked for the PIN.</summary>
    WalksAway,
}

/// <summary>A kind of customer, and how many of a hundred are of it.</summary>
public sealed record Habit(PinHabit Pin, double Share);
