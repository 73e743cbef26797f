using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Cases;

/// <summary>
/// Opens a case for what its issuer leaves unanswered too long, by the steady clock, and closes it when that has come
/// to its end after all. What is repeated goes on being repeated meanwhile.
/// </summary>
sealed class CaseWatch(Database database, Surroundings surroundings, ILogger log)
{
    // By what it is, and since when it was seen open.
    private Dictionary<long, long> _since = [];

    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Limits.CaseLooks, surroundings.Time, cancellation);
            try
            {
                await Look();
            }
            catch (Exception failure)
            {
                // The outermost loop of cases: nothing was written, and it looks again.
                SwitchLog.CasesNotLookedAt(log, failure);
            }
        }
    }

    /// <summary>The issuer spoke against a reversal and does not ask for it again: time will not end that.</summary>
    public async Task Contradicted(Attempt attempt, ResponseCode code)
    {
        var opened = CaseTable.Of(CaseKind.ReversalContradicted, attempt, code, surroundings.Now);
        if (await database.Write(session => CaseTable.Open(session, opened)))
            SwitchLog.CaseOpened(log, opened.Kind, opened.Subject, opened.Reason);
    }

    private async Task Look()
    {
        var (open, standing) = database.Read(session => (
            AttemptTable.Where(session, AttemptTable.IsToldAgain), CaseTable.Standing(session)));
        var opened = Late(open);
        var underWay = open.Select(attempt => attempt.Rrn).ToHashSet();
        var closed = standing
            .Where(one => one.Kind != CaseKind.Difference && !underWay.Contains(one.Subject)).ToList();
        if (opened.Count > 0 || closed.Count > 0)
            await Write(opened, closed);
    }

    private List<Case> Late(IReadOnlyList<Attempt> open)
    {
        var now = surroundings.Time.GetTimestamp();
        _since = open.ToDictionary(
            attempt => attempt.Number, attempt => _since.GetValueOrDefault(attempt.Number, now));
        return
        [
            .. from attempt in open
               where surroundings.Time.GetElapsedTime(_since[attempt.Number], now) >= Limits.CaseOpens
               let kind = attempt.State == AttemptState.Reversing ? CaseKind.ReversalOpen : CaseKind.AdviceOpen
               select CaseTable.Of(kind, attempt, null, surroundings.Now),
        ];
    }

    private async Task Write(List<Case> opened, List<Case> closed)
    {
        var (added, ended) = await database.Write(session => (
            opened.Where(one => CaseTable.Open(session, one)).ToList(),
            closed.Select(one => (Case: one, Evidence: EvidenceOf(session, one)))
                .Where(one => CaseTable.Close(
                    session, one.Case.Kind, one.Case.Subject, surroundings.Now, one.Evidence))
                .ToList()));
        foreach (var one in added)
            SwitchLog.CaseOpened(log, one.Kind, one.Subject, one.Reason);
        foreach (var (one, evidence) in ended)
            SwitchLog.CaseClosed(log, one.Kind, one.Subject, evidence);
    }

    // How the attempt ended, as the journal has it: Reversed, or the issuer's word to an advice.
    private static string EvidenceOf(Session session, Case closed) =>
        long.TryParse(closed.Subject, out var number) && AttemptTable.Find(session, number) is { } attempt
            ? $"{attempt.State} {(attempt.State == AttemptState.Reversed ? attempt.Reason : attempt.Code)}".TrimEnd()
            : "purged";
}
