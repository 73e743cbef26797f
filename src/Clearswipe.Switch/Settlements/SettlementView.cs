using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>A day with an issuer: what counts by our journal, and how it was settled, if it was.</summary>
public sealed record DayView(IssuerId Issuer, SettlementTotals Totals, Comparison? Settled);

/// <summary>
/// A day's settlement, yyyyMMdd: the batches that were closed on it, each issuer's part of it, and what nobody agrees
/// on.
/// </summary>
public sealed record SettlementView(
    string Day, IReadOnlyList<ClosedBatch> Batches, IReadOnlyList<DayView> Days, IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether everything that was compared agrees; what was not settled yet is not held against it.</summary>
    public bool IsBalanced => Differences.Count == 0 && Batches.All(batch => batch.Totals.IsBalanced)
        && Days.All(day => day.Settled is not { IsBalanced: false });

    /// <summary>Reads it from the switch's file.</summary>
    public static SettlementView Read(Database database, string day) => database.Read(session => new SettlementView(
        day, BatchTable.Of(session, day),
        [.. DayTable.Issuers(session, day).Select(issuer => Of(session, issuer, day))],
        DifferenceTable.Of(session, day)));

    private static DayView Of(Session session, IssuerId issuer, string day) => new(
        issuer,
        DayTable.Attempts(session, issuer, day).Where(attempt => attempt.CountsAtIssuer()).Totals(),
        DayTable.Find(session, issuer, day)?.Totals);
}
