using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Routes;

/// <summary>Says when an issuer's maintenance begins and ends, and wakes what waited for its end.</summary>
sealed class MaintenanceWatch(Route route, Surroundings surroundings, ILogger log)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(30);

    public async Task Run(CancellationToken cancellation)
    {
        DateTimeOffset? before = null;
        while (!cancellation.IsCancellationRequested)
        {
            var until = route.ClosedUntil;
            if (before is null && until is { } end)
                SwitchLog.MaintenanceBegan(log, route.Settings.Issuer, end);
            else if (before is not null && until is null)
                route.Reopen();
            before = until;
            await Task.Delay(LooksEvery, surroundings.Time, cancellation);
        }
    }
}
