using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>Which attempts count, and what they come to.</summary>
static class Counting
{
    /// <summary>
    /// Whether the terminal counts it: it was told an approval, which a notice is told before its issuer hears of it.
    /// </summary>
    public static bool CountsAtTerminal(this Attempt attempt) => attempt.Service.Side() != SettlementSide.None
        && (attempt.State == AttemptState.Approved || (attempt.Service.IsNotice() && attempt.Acknowledged is not null));

    /// <summary>Whether its issuer counts it, as far as we know.</summary>
    public static bool CountsAtIssuer(this Attempt attempt) =>
        attempt.Service.Side() != SettlementSide.None && attempt.State == AttemptState.Approved;

    /// <summary>Whether its issuer has still to answer it, its reversal or its advice.</summary>
    public static bool IsOpen(this Attempt attempt) =>
        attempt.State is AttemptState.Forwarded or AttemptState.Advising or AttemptState.Reversing;

    public static SettlementTotals Totals(this IEnumerable<Attempt> attempts) => attempts.Aggregate(
        SettlementTotals.None, (totals, attempt) => totals.With(attempt.Service, attempt.Amount));
}
