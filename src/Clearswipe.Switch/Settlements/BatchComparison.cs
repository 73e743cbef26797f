using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>Explains why a terminal's batch and ours are not the same, from what it uploaded.</summary>
static class BatchComparison
{
    public static IEnumerable<Difference> Of(
        string day, IReadOnlyList<Attempt> attempts, IReadOnlyList<Uploaded> uploads)
    {
        var ours = attempts.ToDictionary(attempt => attempt.Id);
        foreach (var uploaded in uploads)
            if (Against(day, uploaded, ours.GetValueOrDefault(uploaded.Id)) is { } difference)
                yield return difference;

        var theirs = uploads.Select(uploaded => uploaded.Id).ToHashSet();
        var pairs = Pairs(attempts);
        foreach (var attempt in attempts.Where(attempt => attempt.CountsAtTerminal()))
            if (!theirs.Contains(attempt.Id) && !pairs.Contains(attempt.Number))
                yield return Found(day, DifferenceReason.UnknownToTerminal, attempt) with { Theirs = null };
    }

    private static Difference? Against(string day, Uploaded uploaded, Attempt? attempt) =>
        attempt is null
            ? new Difference(
                day, DifferenceReason.UnknownToSwitch, uploaded.Id, "", null, null, uploaded.Amount, null)
        : !attempt.CountsAtTerminal()
            ? Found(day, DifferenceReason.NotApprovedBySwitch, attempt) with
            {
                Ours = null,
                Theirs = uploaded.Amount,
                Code = attempt.Code ?? attempt.Reason,
            }
        : attempt.Amount != uploaded.Amount || attempt.Card.Token != uploaded.CardToken
            ? Found(day, DifferenceReason.SaysOtherwise, attempt) with { Theirs = uploaded.Amount }
        : null;

    private static Difference Found(string day, DifferenceReason reason, Attempt attempt) =>
        new(day, reason, attempt.Id, attempt.Rrn, null, attempt.Amount, null, null);

    // A sale and its void come to nothing: a terminal need not upload either.
    private static HashSet<long> Pairs(IReadOnlyList<Attempt> attempts) =>
    [
        .. from attempt in attempts
           where attempt.Service.IsVoid() && attempt.State == AttemptState.Approved
           from number in new[] { attempt.Number, attempt.Original ?? attempt.Number }
           select number,
    ];
}
