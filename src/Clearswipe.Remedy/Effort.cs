namespace Clearswipe.Remedy;

/// <summary>How hard to think about the next step. The guards are the same for all.</summary>
public enum Effort
{
    /// <summary>Most probability mended for each second, and never a question: a baseline.</summary>
    Greedy,

    /// <summary>
    /// A question first where its answers save more than it costs; some 10 µs for 60 causes and 20 steps.
    /// </summary>
    AtOnce,

    /// <summary>Looks steps ahead, and exact where that is quick; at most 2 ms for 60 causes and 20 steps.</summary>
    Refined,

    /// <summary>Exact where it can be computed at all, otherwise refined. It may take a second.</summary>
    Exact,
}
