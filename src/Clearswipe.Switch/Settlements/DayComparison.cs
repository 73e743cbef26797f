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

    /// <summary>
    /// What totals do not show: notices that the terminal counts and the issuer refused, so that the money is missing
    /// though both know; and what is still on its way when nobody waits any longer.
    /// </summary>
    public static IEnumerable<Difference> Unsettled(IssuerId issuer, string day, IReadOnlyList<Attempt> attempts)
    {
        foreach (var attempt in attempts)
        {
            var found = new Difference(
                day, DifferenceReason.StillOpen, attempt.Id, attempt.Rrn, issuer, attempt.Amount, null, attempt.Reason);
            if (attempt.IsOpen())
                yield return found;
            else if (attempt.CountsAtTerminal() && attempt.State == AttemptState.Refused)
                yield return found with { Reason = DifferenceReason.NotBackedByIssuer, Code = attempt.Code };
        }
    }

    private static AttemptId Nobody => new(new(""), new(0), new(0));

    private static (DifferenceReason Reason, Money? Amount, ResponseCode? Code)? Against(
        Attempt attempt, StatementLine? line) => (attempt.CountsAtIssuer(), line) switch
        {
            (true, null) => (DifferenceReason.UnknownToIssuer, null, null),
            (true, { Stands: false }) => (DifferenceReason.NotBackedByIssuer, null, line.Code),
            (true, _) when line.Amount != attempt.Amount || line.Side != attempt.Service.Side() =>
                (DifferenceReason.SaysOtherwise, line.Amount, line.Code),
            (false, { Stands: true }) when !attempt.IsOpen() =>
                (DifferenceReason.TakenByIssuerOnly, line.Amount, attempt.Code),
            _ => null,
        };
}
