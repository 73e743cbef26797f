namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// Is it the bank, the line, or this counter? Whoever sends sales says when each leaves and how it ends; this says
/// which scope fails. Moments are told, none is asked for; no clock and no chance. Not for two threads at once. An
/// observation allocates nothing.
/// </summary>
/// <param name="usual">The share of cards that fail at a scope while it is well, where it is known.</param>
public sealed class FleetEvidence(IReadOnlyDictionary<FleetScope, double>? usual = null)
{
    // A scope fails two minutes of a thousand (RBA Bulletin, October 2024: available 99.8 % of a quarter).
    private const double DownAtAnyMoment = 0.002;

    private readonly Dictionary<FleetScope, ScopeWatch> _watches = [];
    private readonly List<FleetPlace> _places = [];

    /// <summary>A place to say sales of. One for each set of scopes: keep it.</summary>
    public FleetPlace Place(params IReadOnlyList<FleetScope> scopes)
    {
        var place = new FleetPlace([.. scopes], [.. scopes.Select(WatchOf)]);
        _places.Add(place);
        return place;
    }

    /// <summary>A request left, numbered by the sender, for a card by its token.</summary>
    public void Sent(FleetPlace place, long request, string card, DateTimeOffset at)
    {
        foreach (var watch in place.Watches)
            watch.Sent(request, card, at);
    }

    /// <summary>An answer came, of any kind: a wrong PIN shows that all on its way is well.</summary>
    public void Answered(FleetPlace place, long request, DateTimeOffset at)
    {
        place.CountAnswer(at);
        foreach (var watch in place.Watches)
            watch.Answered(request, at);
    }

    /// <summary>It was given up, never left, or the answer says that somebody is away (codes 91, 96, 98).</summary>
    public void Failed(FleetPlace place, long request, string card, DateTimeOffset at)
    {
        place.CountFailure(card, at);
        foreach (var watch in place.Watches)
            watch.Failed(request, card, at);
    }

    /// <summary>The scopes that fail now, the likeliest first.</summary>
    public IReadOnlyList<FleetAlarm> Alarms(DateTimeOffset now) =>
    [
        .. _watches.Values.Select(watch => watch.Look(now)).OfType<FleetAlarm>()
            .OrderByDescending(alarm => alarm.LogRatio).ThenBy(alarm => alarm.Scope.Kind)
            .ThenBy(alarm => alarm.Scope.Name, StringComparer.Ordinal),
    ];

    /// <summary>The first of the scopes of a place that fails now, by kind; null when all are well.</summary>
    public FleetAlarm? AlarmAt(FleetPlace place, DateTimeOffset now)
    {
        foreach (var watch in place.Watches)
            if (watch.Look(now) is { } alarm)
                return alarm;
        return null;
    }

    /// <summary>Which scopes, alone or two together, explain what failed in the last minutes; the first most.</summary>
    public IReadOnlyList<Explained> Explain(DateTimeOffset now)
    {
        foreach (var place in _places)
            place.Fade(now);
        return PoissonScan.Explain(_places);
    }

    /// <summary>
    /// How much more often sales at this place fail for one of its scopes than at any moment: log (rate here / rate
    /// everywhere). Only scopes that the scan names, or else the likeliest: a terminal whose cards are all of a bank
    /// that is down is well itself. The case's own card is left out, since what it saw speaks for itself.
    /// </summary>
    public IReadOnlyList<(FleetScope Scope, double LogRatio)> Leanings(
        FleetPlace place, string? card, DateTimeOffset now)
    {
        var ratios = place.Watches.Select(watch => watch.Faded(now, card)).ToArray();
        var explained = Explain(now);
        var likeliest = Array.IndexOf(ratios, ratios.Max());
        var any = place.Scopes.Any(scope => IsNamed(scope, explained));
        return
        [
            .. from i in Enumerable.Range(0, ratios.Length)
               where ratios[i] > 0 && (any ? IsNamed(place.Scopes[i], explained) : i == likeliest)
               select (place.Scopes[i], Leaning(ratios[i])),
        ];
    }

    // No higher than the scope being down for certain: -log 0.002, about 6.2.
    private static double Leaning(double ratio) =>
        ratio - Math.Log(1 - DownAtAnyMoment + (DownAtAnyMoment * Math.Exp(ratio)));

    private static bool IsNamed(FleetScope scope, IReadOnlyList<Explained> explained) =>
        explained.Any(said => said.First == scope || said.Second == scope);

    private ScopeWatch WatchOf(FleetScope scope)
    {
        if (!_watches.TryGetValue(scope, out var watch))
        {
            var share = usual?.GetValueOrDefault(scope, ScopeSum.UsualFailures) ?? ScopeSum.UsualFailures;
            _watches[scope] = watch = new ScopeWatch(scope, share);
        }

        return watch;
    }
}
