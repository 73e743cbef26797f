using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Settlements;

/// <summary>
/// The three-way watch: finds approvals of ours that the issuer's ledger does not back, and money that it took which
/// we hold refused or reversed. A forged answer is found here, should it ever have passed its MAC.
/// </summary>
static class DayComparison
{
    /// <summary>What the issuer lists against what we hold, for one day.</summary>
    public static IEnumerable<Difference> Of(
        IssuerId issuer, string day, IReadOnlyList<Attempt> attempts, IReadOnlyList<StatementLine> lines)
    {
        var theirs = lines.ToLookup(line => line.Rrn);
        foreach (var attempt in attempts)
            if (Against(attempt, theirs[attempt.Rrn].FirstOrDefault()) is var (reason, amount, code))
                yield return new Difference(
                    day, reason, attempt.Id, attempt.Rrn, issuer,
                    attempt.CountsAtTerminal() ? attempt.Amount : null, amount, code);

        var ours = attempts.Select(attempt => attempt.Rrn).ToHashSet();
        foreach (var line in lines.Where(line => line.Stands && !ours.Contains(line.Rrn)))
            yield return new Difference(
                day, DifferenceReason.TakenByIssuerOnly, Nobody, line.Rrn, issuer, null, line.Amount, line.Code);
    }

    /// <summary>Notices that the terminal counts and the issuer refused: both know, and the money is missing.</summary>
    public static IEnumerable<Difference> RefusedNotices(
        IssuerId issuer, string day, IReadOnlyList<Attempt> attempts) =>
        from attempt in attempts
        where attempt.CountsAtTerminal() && attempt.State == AttemptState.Refused
        select new Difference(
            day, DifferenceReason.NotBackedByIssuer, attempt.Id, attempt.Rrn, issuer, attempt.Amount, null,
            attempt.Code);

    private static AttemptId Nobody => new(new(""), new(0), new(0));

    private static (DifferenceReason Reason, Money? Amount, ResponseCode? Code)? Against(
        Attempt attempt, StatementLine? line) => (attempt.CountsAtIssuer(), line) switch
    {
        (true, null) => (DifferenceReason.UnknownToIssuer, null, null),
        (true, { Stands: false }) => (DifferenceReason.NotBackedByIssuer, null, line.Code),
        (true, _) when line.Amount != attempt.Amount || line.Side != attempt.Service.Side() =>
            (DifferenceReason.SaysOtherwise, line.Amount, line.Code),
        (false, { Stands: true }) => IsOpen(attempt)
            ? (DifferenceReason.StillOpen, line.Amount, line.Code)
            : (DifferenceReason.TakenByIssuerOnly, line.Amount, attempt.Code),
        _ => null,
    };

    private static bool IsOpen(Attempt attempt) =>
        attempt.State is AttemptState.Forwarded or AttemptState.Advising or AttemptState.Reversing;
}
