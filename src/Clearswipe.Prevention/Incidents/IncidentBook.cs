namespace Clearswipe.Prevention.Incidents;

/// <summary>Every incident, named once by its root: what an open one explains opens no other.</summary>
public sealed class IncidentBook
{
    /// <summary>The oldest closed ones are forgotten beyond this.</summary>
    public const int Kept = 500;

    private readonly List<Incident> _incidents = [];
    private int _last;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Incident> All => [.. _incidents.AsEnumerable().Reverse()];

    public IReadOnlyList<Incident> Open => [.. All.Where(incident => incident.IsOpen)];

    /// <summary>Brings the book in line with what fails now; whether anything changed.</summary>
    public bool Follow(IReadOnlyList<Failing> failing, int issuersKnown, DateTimeOffset now)
    {
        var roots = RootsOf(failing, issuersKnown);
        var before = _incidents.ToArray();
        for (var i = 0; i < _incidents.Count; i++)
            _incidents[i] = Followed(_incidents[i], roots, now);
        foreach (var root in roots.Where(root => !Open.Any(incident => incident.Scope == root.Scope)))
            _incidents.Add(new Incident(++_last, root.Scope, root.Since, null, root.CardsHurt));
        Forget();
        return !_incidents.SequenceEqual(before);
    }

    private static Incident Followed(Incident incident, IReadOnlyList<Failing> roots, DateTimeOffset now) =>
        (incident.IsOpen, roots.FirstOrDefault(root => root.Scope == incident.Scope)) switch
        {
            (false, _) => incident,
            (true, null) => incident with { Until = now },
            (true, var root) => incident with { CardsHurt = Math.Max(incident.CardsHurt, root.CardsHurt) },
        };

    // Two of three banks do not break in the same minutes by themselves.
    private static IReadOnlyList<Failing> RootsOf(IReadOnlyList<Failing> failing, int issuersKnown)
    {
        var issuers = failing.Where(part => part.Scope is Scope.OneIssuer).ToList();
        if (issuers.Count < 2 || issuers.Count * 2 <= issuersKnown)
            return failing;
        var shared = new Failing(
            new Scope.AllIssuers(), issuers.Min(part => part.Since), issuers.Sum(part => part.CardsHurt));
        return [shared, .. failing.Except(issuers)];
    }

    private void Forget()
    {
        while (_incidents.Count > Kept && _incidents.FindIndex(incident => !incident.IsOpen) is >= 0 and var oldest)
            _incidents.RemoveAt(oldest);
    }
}

/// <summary>A part that fails now, by the watch's evidence.</summary>
public sealed record Failing(Scope Scope, DateTimeOffset Since, int CardsHurt);
