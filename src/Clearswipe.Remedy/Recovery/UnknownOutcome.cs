using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Recovery;

/// <summary>
/// How an unknown outcome is brought to a sure end: looked up, then reversed until answered, never dropped by age and
/// never repeated.
/// </summary>
public static class UnknownOutcome
{
    /// <summary>How often a host that says "still being decided" is asked before the request is reversed.</summary>
    public const int LookUpsAllowed = 3;

    private static readonly ResponseCode StillBeingDecided = new("09");

    // These speak of the look-up, or of an outcome that the host does not know either; none is the original's refusal.
    private static readonly HashSet<string> ProvesNothing =
    [
        "03", "09", "12", "25", "30", "40", "58", "68", "77", "90", "91", "92", "94", "96", "97", "98", "99", "A0",
        "A7",
    ];

    /// <summary>After so many look-ups, the last of them answered so; null when it was not answered.</summary>
    public static Course NextForUnknown(int lookUps, ResponseCode? lastAnswer)
    {
        if (lookUps == 0)
            return new Course.LookUp(TimeSpan.Zero);
        if (lastAnswer == StillBeingDecided && lookUps < LookUpsAllowed)
            return new Course.LookUp(Limits.FirstReversalRetry);
        if (lastAnswer is not { } answer || ProvesNothing.Contains(answer.Value))
            return new Course.Reverse(TimeSpan.Zero);

        return new Course.Ended(answer.IsApproval ? Ending.Approved : Ending.Refused);
    }

    /// <summary>After so many reversals, the last of them answered so; null when it was not answered.</summary>
    public static Course AfterReversal(int reversals, ResponseCode? lastAnswer)
    {
        if (lastAnswer is { EndsAReversal: true })
            return new Course.Ended(Ending.Reversed);
        return lastAnswer == ResponseCode.AmountMismatch
            ? new Course.ForPeople()
            : new Course.Reverse(PauseAfter(reversals));
    }

    // Each pause is twice the last, so that a host that comes back is not met by a flood.
    private static TimeSpan PauseAfter(int reversals)
    {
        var pause = Limits.FirstReversalRetry;
        for (var i = 1; i < reversals && pause < Limits.LongestReversalRetry; i++)
            pause += pause;
        return pause < Limits.LongestReversalRetry ? pause : Limits.LongestReversalRetry;
    }
}
