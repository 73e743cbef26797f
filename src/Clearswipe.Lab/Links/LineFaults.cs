using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Links;

/// <summary>The directions of a line: out from the dialler, and back to it.</summary>
public enum Way
{
    Out,
    Back,
}

/// <summary>What is wrong with a line, until it is changed.</summary>
public sealed record LineFaults
{
    public static readonly LineFaults None = new();

    /// <summary>The first broken hop; a dial fails there. Links that stand already are not touched: cut them.</summary>
    public Hop BrokenHop { get; init; }
    public WayFaults Out { get; init; } = WayFaults.None;
    public WayFaults Back { get; init; } = WayFaults.None;

    public WayFaults On(Way way) => way switch
    {
        Way.Out => Out,
        Way.Back => Back,
        _ => throw new InvariantException("a line has two ways"),
    };
}

/// <summary>What is wrong with one direction of a line. Shares lie between 0 and 1.</summary>
public sealed record WayFaults
{
    public static readonly WayFaults None = new();

    /// <summary>Everything is swallowed and nobody is told: a black hole.</summary>
    public bool IsBlackHole { get; init; }
    public double Loss { get; init; }
    public TimeSpan Delay { get; init; }
    /// <summary>Added to the delay, evenly from zero up to here.</summary>
    public TimeSpan Jitter { get; init; }
    public double Doubled { get; init; }
    public double BitFlipped { get; init; }
}

/// <summary>Something that happens to one message and is over.</summary>
public abstract record Mishap
{
    private Mishap()
    {
    }

    /// <summary>Only a message of this type, such as "0210"; any when left out.</summary>
    public string? Type { get; init; }

    public sealed record Lost : Mishap;

    /// <summary>Comes after the time; others overtake it.</summary>
    public sealed record Late(TimeSpan By) : Mishap;

    public sealed record Doubled : Mishap;

    public sealed record BitFlipped : Mishap;

    /// <summary>Ends in the middle.</summary>
    public sealed record Truncated : Mishap;

    /// <summary>Another one comes in its place: the last of its type that passed this way before.</summary>
    public sealed record Stale : Mishap;

    /// <summary>The link breaks the moment this message has passed.</summary>
    public sealed record CutAfter : Mishap;
}

/// <summary>What becomes of one message.</summary>
readonly record struct Fate(
    bool IsLost, TimeSpan Delay, TimeSpan? Late, bool IsDoubled, bool IsFlipped, bool CutsAfter)
{
    /// <summary>Only the first half arrives.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>What arrives in its place.</summary>
    public ReadOnlyMemory<byte>? Instead { get; init; }
}
