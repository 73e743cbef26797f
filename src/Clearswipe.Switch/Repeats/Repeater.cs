using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Repeats;

/// <summary>
/// Sends one issuer what it must hear, several at once and each again until it is answered; one that is never answered
/// holds up no other.
/// </summary>
sealed class Repeater(Route route, IErrand errand, Surroundings surroundings, ILogger log)
{
    private readonly Bell _bell = new(surroundings.Time);
    private readonly Lock _gate = new();
    private readonly HashSet<long> _underway = [];

    /// <summary>There may be something to do.</summary>
    public void Ring() => _bell.Ring();

    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
            // Idle it looks all the same: a step whose write was lost on the way back was never announced.
            await _bell.Wait(MayBeMore() ? Limits.FirstReversalRetry : Limits.LongestReversalRetry, cancellation);
    }

    private bool MayBeMore()
    {
        try
        {
            if (!route.IsUp || !errand.HasAny(route.Settings.Issuer))
                return false;
            Start(Next());
        }
        catch (Exception failure)
        {
            // The store cannot be read, as while there is no primary: what is open stands there and comes up again.
            SwitchLog.RepeatsNotRead(log, route.Settings.Issuer, failure);
        }

        return true;
    }

    private List<Attempt> Next()
    {
        lock (_gate)
        {
            var free = Limits.OpenReversalsAtOnce - _underway.Count;
            return [.. errand.Due(route.Settings.Issuer, Limits.OpenReversalsAtOnce + _underway.Count)
                .Where(attempt => !_underway.Contains(attempt.Number))
                .Take(free)];
        }
    }

    private void Start(List<Attempt> due)
    {
        lock (_gate)
            _underway.UnionWith(due.Select(attempt => attempt.Number));
        foreach (var attempt in due)
            _ = Send(attempt);
    }

    private async Task Send(Attempt attempt)
    {
        try
        {
            await errand.Run(route, attempt);
        }
        catch (Exception failure)
        {
            // It stays open in the journal and comes up again.
            SwitchLog.RepeatFailed(log, attempt.Id, failure);
        }
        finally
        {
            lock (_gate)
                _underway.Remove(attempt.Number);
            Ring();
        }
    }
}

/// <summary>What is repeated until an issuer answers it: reversals, and advices.</summary>
interface IErrand
{
    bool HasAny(IssuerId issuer);

    /// <summary>Those whose time has come, the longest due first.</summary>
    IReadOnlyList<Attempt> Due(IssuerId issuer, int atMost);

    /// <summary>Asks once, and writes what came of it.</summary>
    Task Run(Route route, Attempt attempt);
}
