namespace Clearswipe.Remedy.Recovery;

/// <summary>What to do next about a request whose outcome was not heard. No course repeats the sale.</summary>
public abstract record Course
{
    private Course()
    {
    }

    /// <summary>Ask the host what became of it, after a pause.</summary>
    public sealed record LookUp(TimeSpan After) : Course;

    /// <summary>Reverse it, after a pause; from then on no approval of it counts.</summary>
    public sealed record Reverse(TimeSpan After) : Course;

    /// <summary>Positive evidence came: nothing is open any more.</summary>
    public sealed record Ended(Ending How) : Course;

    /// <summary>Both sides remember different amounts: no message can settle that, people must.</summary>
    public sealed record ForPeople : Course;
}

/// <summary>How a request whose outcome was unknown came to its end.</summary>
public enum Ending
{
    Approved,
    Refused,
    Reversed,
}
