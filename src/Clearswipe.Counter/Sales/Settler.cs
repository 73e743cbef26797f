using Clearswipe.Counter.Links;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// Brings attempts of unknown outcome to a sure end: looked up while they may still count, then reversed until that is
/// answered. Nothing is ever dropped; only how often it is tried has a bound.
/// </summary>
sealed class Settler(Conversation conversation, Journal journal, Surroundings surroundings)
{
    private readonly Dictionary<AttemptId, DateTimeOffset> _nextTry = [];

    /// <summary>Looks it up, and reverses it when that finds nothing final.</summary>
    public async Task<Charge> Settle(Charge charge, string reason, CancellationToken cancellation)
    {
        if (charge.Attempt.ReversalReason is null)
            charge = await LookUp(charge, cancellation);
        if (charge.Attempt.Outcome != Outcome.Unknown)
            return charge;

        if (charge.Attempt.ReversalReason is null)
            charge = await journal.Prove(charge, new Proof.ReversalDecided(reason));
        return await Reverse(charge, cancellation);
    }

    /// <summary>Tries the reversals whose time has come, the oldest first; those that ended are handed back.</summary>
    public async Task<IReadOnlyList<Charge>> TryDue(CancellationToken cancellation)
    {
        var ended = new List<Charge>();
        foreach (var charge in Due().Take(Limits.OpenReversalsAtOnce))
        {
            var settled = await Settle(charge, Reasons.NoAnswer, cancellation);
            if (settled.Attempt.Outcome != Outcome.Unknown)
                ended.Add(settled);
        }

        return ended;
    }

    /// <summary>When the next try is due; null when nothing is open.</summary>
    public DateTimeOffset? NextDue =>
        journal.Unknown().Select(TimeOf).OrderBy(time => time).Cast<DateTimeOffset?>().FirstOrDefault();

    /// <summary>Every open attempt is due now: the line may be back.</summary>
    public void Hurry() => _nextTry.Clear();

    private IEnumerable<Charge> Due() => journal.Unknown().Where(charge => TimeOf(charge) <= surroundings.Now);

    private DateTimeOffset TimeOf(Charge charge) =>
        _nextTry.GetValueOrDefault(charge.Attempt.Id, DateTimeOffset.MinValue);

    private async Task<Charge> LookUp(Charge charge, CancellationToken cancellation)
    {
        var silences = 0;
        for (var time = 0; time < Limits.LookUps && silences < 2; time++)
        {
            if (time > 0)
                await Task.Delay(Limits.LookUpAgain, surroundings.Time, cancellation);

            var (found, looked) = await conversation.LookUp(charge, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (found is LookedUp.Final or LookedUp.NothingKnown)
                return looked;
            if (found == LookedUp.NoAnswer)
                silences++;
        }

        return charge;
    }

    private async Task<Charge> Reverse(Charge charge, CancellationToken cancellation)
    {
        // Should we stop half-way, the next try is due at its time all the same.
        _nextTry[charge.Attempt.Id] = surroundings.Now + Backoff(charge.Tries);
        var reversed = await conversation.Reverse(charge, cancellation);
        if (reversed.Attempt.Outcome == Outcome.Unknown)
            _nextTry[charge.Attempt.Id] = surroundings.Now + Backoff(charge.Tries);
        else
            _nextTry.Remove(charge.Attempt.Id);
        return reversed;
    }

    internal static TimeSpan Backoff(int tries)
    {
        var doubled = Limits.FirstReversalRetry * Math.Pow(2, Math.Min(tries, 10));
        return doubled < Limits.LongestReversalRetry ? doubled : Limits.LongestReversalRetry;
    }
}
