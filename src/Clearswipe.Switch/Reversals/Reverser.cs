using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Reversals;

/// <summary>
/// Sends the open reversals of one issuer, several at once and each again until it is answered; one that is never
/// answered holds up no other.
/// </summary>
sealed class Reverser(
    string acquirer, Route route, Journal journal, CardSafe cards, Surroundings surroundings, ILogger log)
{
    private readonly Bell _bell = new(surroundings.Time);
    private readonly Lock _gate = new();
    private readonly HashSet<long> _underway = [];

    /// <summary>There may be something to do.</summary>
    public void Ring() => _bell.Ring();

    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var isIdle = !route.IsUp || !journal.HasReversing(route.Settings.Issuer);
            if (!isIdle)
                Start(Next());
            await _bell.Wait(isIdle ? Timeout.InfiniteTimeSpan : Limits.FirstReversalRetry, cancellation);
        }
    }

    private List<Attempt> Next()
    {
        lock (_gate)
        {
            var free = Limits.OpenReversalsAtOnce - _underway.Count;
            return [.. journal.DueReversals(route.Settings.Issuer, Limits.OpenReversalsAtOnce + _underway.Count)
                .Where(attempt => !_underway.Contains(attempt.Number))
                .Take(free)];
        }
    }

    private void Start(List<Attempt> due)
    {
        lock (_gate)
            _underway.UnionWith(due.Select(attempt => attempt.Number));
        foreach (var attempt in due)
            _ = Reverse(attempt);
    }

    private async Task Reverse(Attempt attempt)
    {
        try
        {
            await journal.Happened(attempt.Number, await Ask(attempt));
        }
        catch (Exception failure)
        {
            // The reversal stays open in the journal and comes up again.
            SwitchLog.ReversalFailed(log, attempt.Id, failure);
        }
        finally
        {
            lock (_gate)
                _underway.Remove(attempt.Number);
            Ring();
        }
    }

    private async Task<Happening> Ask(Attempt attempt)
    {
        var sentAt = surroundings.Now.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture);
        var from = attempt.Host?.Acquirer ?? acquirer;
        var message = IssuerMessages.Reversal(attempt, from, cards.Open(attempt.Card), sentAt);
        var answer = await route.Ask(message, "0410");
        if (answer is Exchange.Answered(var said, _) && ResponseCode.Read(said.Text(39)) is { EndsAReversal: true })
        {
            SwitchLog.Reversed(log, attempt.Id);
            return new Happening.IssuerReversed();
        }

        SwitchLog.ReversalNotEnded(
            log, attempt.Id, answer is Exchange.Answered(var other, _) ? other.Text(39) ?? "no code" : "no answer");
        return new Happening.ReversalUnanswered();
    }
}
