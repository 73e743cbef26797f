using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Cases;

/// <summary>The cases of a switch, for who looks into them; the switch may be running.</summary>
public static class CaseFile
{
    /// <summary>The longest evidence that is kept, in characters.</summary>
    public const int LongestEvidence = 200;

    // The shortest card number has more digits than this.
    private const int DigitsTogether = 11;

    /// <summary>The open cases, or all; the oldest first.</summary>
    public static IReadOnlyList<Case> Read(Database database, bool isAll) =>
        database.Read(session => isAll ? CaseTable.All(session) : CaseTable.Standing(session));

    /// <summary>Whether these words may be kept: not too long, and no digits in them that could be a card's.</summary>
    public static bool MayBeKept(string evidence)
    {
        var together = 0;
        foreach (var letter in evidence.Where(letter => letter is not (' ' or '-')))
        {
            together = char.IsDigit(letter) ? together + 1 : 0;
            if (together > DigitsTogether)
                return false;
        }

        return evidence.Length is > 0 and <= LongestEvidence;
    }

    /// <summary>
    /// Closes a difference with what was found out about it; false when no such one is open. What is on its way closes
    /// itself, and only then.
    /// </summary>
    public static Task<bool> Close(Database database, string subject, string evidence, DateTimeOffset now)
    {
        Invariant.Holds(MayBeKept(evidence), "evidence is a few words, and no card number");
        return database.Write(session => CaseTable.Close(session, CaseKind.Difference, subject, now, evidence));
    }
}
