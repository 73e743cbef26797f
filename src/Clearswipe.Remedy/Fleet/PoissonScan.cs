namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// What explains failures of the last minutes: a scope, or two that have to come together, such as a bank over one
/// line. How many cards failed, how many would have as usual, and log P(seen | fails) / P(seen | as usual).
/// </summary>
public sealed record Explained(FleetScope First, FleetScope? Second, double Failures, double Usually, double LogRatio);

/// <summary>
/// A Poisson scan (Kulldorff's statistic) over scopes and pairs of scopes. What explains most is taken, what it
/// explains becomes usual, and then the next, while something is left. A pair has to be worth the choice among all of
/// its kind, so one scope is preferred where it will do.
/// </summary>
static class PoissonScan
{
    private const double WorthSaying = 8;
    private const int Most = 4;

    // So many sales at the rate of the fleet stand beside the few of one place.
    private const double Shrinkage = 50;

    public static IReadOnlyList<Explained> Explain(IReadOnlyList<FleetPlace> places)
    {
        var usually = Usually(places);
        var found = new List<Explained>();
        while (found.Count < Most && Best(places, usually) is { } best)
        {
            found.Add(best);
            Accept(best, places, usually);
        }

        return found;
    }

    private static double[] Usually(IReadOnlyList<FleetPlace> places)
    {
        var everywhere = (places.Sum(place => place.BadBefore) + (Shrinkage * ScopeSum.UsualFailures))
            / (places.Sum(place => place.AllBefore) + Shrinkage);
        return
        [
            .. places.Select(place => place.All * (place.BadBefore + (Shrinkage * everywhere))
                / (place.AllBefore + Shrinkage)),
        ];
    }

    private static Explained? Best(IReadOnlyList<FleetPlace> places, double[] usually)
    {
        var (seen, choices) = Count(places, usually);
        return seen.Select(entry => Explanation(entry.Key, entry.Value))
            .Where(said => Worth(said, choices) > WorthSaying)
            .OrderByDescending(said => Worth(said, choices))
            .ThenBy(said => $"{said.First} {said.Second}", StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static double Worth(Explained said, (int Ones, int Twos) choices) =>
        said.LogRatio - Math.Log(choices.Ones) - (said.Second is null ? 0 : Math.Log(choices.Twos));

    private static (Dictionary<Set, Cell> Seen, (int Ones, int Twos) Choices) Count(
        IReadOnlyList<FleetPlace> places, double[] usually)
    {
        var seen = new Dictionary<Set, Cell>();
        foreach (var place in places.Where(place => place.Bad > 0.1))
            foreach (var set in SetsOf(place))
                seen[set] = default;
        for (var i = 0; i < places.Count; i++)
            foreach (var set in SetsOf(places[i]))
                if (seen.TryGetValue(set, out var cell))
                    seen[set] = new(cell.Bad + places[i].Bad, cell.Usually + usually[i]);
        var ones = seen.Keys.Count(set => set.Second is null);
        return (seen, (Math.Max(1, ones), Math.Max(1, seen.Count - ones)));
    }

    private static IEnumerable<Set> SetsOf(FleetPlace place)
    {
        for (var first = 0; first < place.Scopes.Count; first++)
        {
            yield return new Set(place.Scopes[first], null);
            for (var second = first + 1; second < place.Scopes.Count; second++)
                yield return new Set(place.Scopes[first], place.Scopes[second]);
        }
    }

    private static Explained Explanation(Set set, Cell cell) => new(
        set.First, set.Second, cell.Bad, cell.Usually,
        cell.Bad > cell.Usually ? (cell.Bad * Math.Log(cell.Bad / cell.Usually)) - cell.Bad + cell.Usually : 0);

    private static void Accept(Explained said, IReadOnlyList<FleetPlace> places, double[] usually)
    {
        for (var i = 0; i < places.Count; i++)
            if (places[i].Scopes.Contains(said.First)
                && (said.Second is not { } second || places[i].Scopes.Contains(second)))
                usually[i] *= said.Failures / said.Usually;
    }

    private readonly record struct Set(FleetScope First, FleetScope? Second);

    private readonly record struct Cell(double Bad, double Usually);
}
