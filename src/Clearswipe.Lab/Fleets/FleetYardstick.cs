using Clearswipe.Remedy.Fleet;

namespace Clearswipe.Lab.Fleets;

/// <summary>
/// How one outage was found: how many of its cards had failed and how many had left when the bank was named, after how
/// long, what else had been named before, and whether the scan named the bank, and it alone, a minute and a half later.
/// </summary>
public readonly record struct Found(int Failed, int Left, double Seconds, int Others, bool ScanNames, bool Missed);

/// <summary>What the fleet's evidence is measured by: sales of a simulated fleet, the same for the same seed.</summary>
public static class FleetYardstick
{
    private const int WarmUp = 20_000;
    private const int MostCards = 2000;
    private const int IssuersTried = 10;

    /// <summary>The alarms in so many sales while nothing is wrong: each is false.</summary>
    public static IReadOnlyList<FleetAlarm> FalseAlarms(int seed, long sales)
    {
        var fleet = new SimulatedFleet(seed);
        var alarms = new List<FleetAlarm>();
        var sounding = new HashSet<FleetScope>();
        for (long left = 0; left < sales;)
        {
            var (place, _, hasLeft, _) = fleet.Next();
            left += hasLeft ? 1 : 0;
            if (fleet.Evidence.AlarmAt(place, fleet.Now) is { } alarm)
            {
                if (sounding.Add(alarm.Scope))
                    alarms.Add(alarm);
            }
            else if (sounding.Count > 0)
            {
                sounding.ExceptWith(place.Scopes);
            }
        }

        return alarms;
    }

    /// <summary>Outages one after the other, of the ten largest banks in turn, with 20,000 sales between.</summary>
    public static IReadOnlyList<Found> Outages(int seed, int count, double share, bool silent)
    {
        var fleet = new SimulatedFleet(seed);
        var found = new List<Found>();
        for (var outage = 0; outage < count; outage++)
        {
            fleet.Broken = null;
            for (var left = 0; left < WarmUp;)
                left += fleet.Next().HasLeft ? 1 : 0;
            fleet.Broken = (outage % IssuersTried, share, silent);
            found.Add(Find(fleet, outage % IssuersTried));
        }

        return found;
    }

    private static Found Find(SimulatedFleet fleet, int issuer)
    {
        var (start, failed, left, others) = (fleet.Now, 0, 0, new HashSet<FleetScope>());
        while (left < MostCards)
        {
            var (place, _, hasLeft, isOfOutage) = fleet.Next();
            left += hasLeft && isOfOutage ? 1 : 0;
            failed += !hasLeft && isOfOutage ? 1 : 0;
            if (fleet.Evidence.AlarmAt(place, fleet.Now) is not { Scope: var named })
                continue;
            if (named == SimulatedFleet.Issuer(issuer))
                return new Found(
                    failed, left, (fleet.Now - start).TotalSeconds, others.Count, ScanNames(fleet, issuer), false);
            others.Add(named);
        }

        return new Found(failed, left, (fleet.Now - start).TotalSeconds, others.Count, false, Missed: true);
    }

    private static bool ScanNames(SimulatedFleet fleet, int issuer)
    {
        for (var until = fleet.Now.AddSeconds(90); fleet.Now < until;)
            fleet.Next();
        return fleet.Evidence.Explain(fleet.Now) is [var first, ..]
            && first.First == SimulatedFleet.Issuer(issuer) && first.Second is null;
    }
}
