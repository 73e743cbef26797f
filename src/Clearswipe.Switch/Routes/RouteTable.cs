using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Routes;

/// <summary>Which issuer a card number belongs to: the longest prefix that fits.</summary>
sealed class RouteTable
{
    private readonly Dictionary<string, Route> _byPrefix = [];
    private readonly int[] _lengths;

    public RouteTable(IReadOnlyList<Route> routes)
    {
        All = routes;
        foreach (var route in routes)
            foreach (var prefix in route.Settings.Prefixes)
                Invariant.Holds(_byPrefix.TryAdd(prefix, route), "a prefix belongs to one issuer");
        _lengths = [.. _byPrefix.Keys.Select(prefix => prefix.Length).Distinct().OrderDescending()];
    }

    public IReadOnlyList<Route> All { get; }

    public Route? Of(Pan pan)
    {
        var digits = pan.Reveal();
        foreach (var length in _lengths)
            if (length <= digits.Length && _byPrefix.TryGetValue(digits[..length], out var route))
                return route;
        return null;
    }

    public Route? Of(IssuerId issuer) => All.FirstOrDefault(route => route.Settings.Issuer == issuer);
}
