using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Plans;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>
/// Waiting as a step like any other: what may end by itself within a span, as long as such causes last, against what
/// the customer's patience costs. The queue does not wait for a parked sale, so its seconds are not paid for.
/// </summary>
static class Waiting
{
    // A bank's announced end is kept, mostly; before it, nothing is to be hoped for.
    private const double KeepsItsWord = 0.9;

    /// <summary>The span that mends most for what it costs, and the wait as an act.</summary>
    public static (double Seconds, Act Act) Best(Case @case, Step step, ReadOnlySpan<double> weights)
    {
        var (best, seconds, most) = (default(Act), 0.0, -1.0);
        foreach (var span in step.Waits)
        {
            var act = For(@case, step, span);
            var rate = act.Mended(weights) / act.Seconds;
            if (rate > most)
                (best, seconds, most) = (act, span, rate);
        }

        return (seconds, best ?? throw new InvariantException($"step {step.Id} does not wait"));
    }

    private static Act For(Case @case, Step step, double span)
    {
        var stays = 1 - Patience.Left(span, step.Patience);
        var cost = step.Seconds + ((1 - stays) * Patience.LostSale);
        var ends = @case.Posterior.Model.Causes.Select(cause => EndsWithin(@case, cause, span));
        return Act.Of(cost, 0, [.. ends.Select(end => stays * end)]);
    }

    private static double EndsWithin(Case @case, Cause cause, double span)
    {
        if (cause.Lasts is not { } lasts)
            return 0;
        return cause.CashierUntil is not null && Announced(@case) is { } notice
            ? @case.Situation.Now.AddSeconds(span) >= notice.Until ? KeepsItsWord : 0
            : lasts.EndsWithin(span, Lasted(@case));
    }

    private static Observation.IssuerInMaintenance? Announced(Case @case) =>
        @case.Facts.Select(fact => fact.Because).OfType<Observation.IssuerInMaintenance>().FirstOrDefault();

    // Since the first sign that something beyond the counter fails.
    private static double Lasted(Case @case)
    {
        var now = @case.Situation.Now;
        var first = @case.Situation.Seen.Where(IsOutage).Select(seen => seen.At).DefaultIfEmpty(now).Min();
        return Math.Max(0, (now - first).TotalSeconds);
    }

    private static bool IsOutage(Observation seen) => seen is Observation.NoAnswer or Observation.NotSent
        or Observation.LateAnswer or Observation.IssuerFailing or Observation.SwitchFailing;
}
