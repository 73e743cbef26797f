using System.Globalization;
using Clearswipe.Lab.Fleets;

namespace Clearswipe.Host.Commands;

/// <summary>`bench diagnosis --fleet`: false alarms while all is well, and how soon a failing bank is named.</summary>
static class BenchFleet
{
    private const int Outages = 40;

    public static int Run(Shell shell, int sales, int seed)
    {
        var start = shell.Time.GetTimestamp();
        var alarms = FleetYardstick.FalseAlarms(seed, sales);
        var each = shell.Time.GetElapsedTime(start).TotalMicroseconds / Math.Max(1, sales);
        Say(shell, $"seed {seed}, {sales:N0} sales while all is well, {each:F1} µs each:");
        Say(shell, $"  {alarms.Count} false alarms (to reach 1 in 5,000,000)");
        foreach (var alarm in alarms)
            Say(shell, $"  {alarm.Scope}, {alarm.CardsHurt} cards");
        Outage(shell, seed, "every card is answered 91", 1, silent: false);
        Outage(shell, seed, "no card is answered", 1, silent: true);
        Outage(shell, seed, "half of the cards get 91", 0.5, silent: false);
        Outage(shell, seed, "one in five gets 91", 0.2, silent: false);
        return ExitCode.Good;
    }

    private static void Outage(Shell shell, int seed, string what, double share, bool silent)
    {
        var found = FleetYardstick.Outages(seed, Outages, share, silent);
        Say(shell, $"{what}: {found.Count} outages, {found.Count(outage => outage.Missed)} missed");
        var (failed, left) = (found.Average(outage => outage.Failed), found.Average(outage => outage.Left));
        var (most, seconds) = (found.Max(outage => outage.Failed), found.Average(outage => outage.Seconds));
        var (others, scan) = (found.Sum(outage => outage.Others), found.Count(outage => outage.ScanNames));
        Say(shell, $"  named after {failed:F1} cards that failed (most {most}), {left:F1} that left, {seconds:F1} s");
        Say(shell, $"  {others} other scopes named before; the scan names the bank, alone, in {scan}");
    }

    private static void Say(Shell shell, FormattableString line) =>
        shell.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
