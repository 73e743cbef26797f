using Clearswipe.Prevention.Incidents;
using Clearswipe.Prevention.Maintenance;
using Clearswipe.Prevention.Watch;
using Clearswipe.Vocabulary;

namespace Clearswipe.Prevention;

/// <summary>
/// The door of the room: it hears what is seen in the whole fleet, keeps the calendar and the book of incidents, and
/// says what every counter should know before it needs it.
/// </summary>
public sealed class FleetDesk(IReadOnlyList<IssuerId> issuers, TimeProvider time) : IWitness
{
    private readonly Lock _gate = new();
    private readonly FleetWatch _watch = new(issuers);
    private readonly IncidentBook _book = new();
    private MaintenanceCalendar _calendar = MaintenanceCalendar.Empty;

    /// <summary>The notices or the incidents are others now.</summary>
    public event Action? Changed;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get
        {
            lock (_gate)
                return _book.All;
        }
    }

    public MaintenanceCalendar Calendar
    {
        get => _calendar;
        set
        {
            lock (_gate)
                _calendar = value;
            Changed?.Invoke();
        }
    }

    /// <summary>What to tell the counters now: announced maintenance, and banks that do not answer.</summary>
    public IReadOnlyList<Notice> Notices()
    {
        lock (_gate)
            return [.. _calendar.NoticesAt(time.GetUtcNow()), .. Down()];
    }

    public void Saw(Observation observation)
    {
        bool changed;
        lock (_gate)
        {
            if (IsAnnounced(observation))
                return;
            _watch.Weigh(observation);
            changed = _book.Follow(_watch.Failing, issuers.Count, observation.At);
        }

        if (changed)
            Changed?.Invoke();
    }

    // A bank that said it would be closed is no incident.
    private bool IsAnnounced(Observation observation) => observation switch
    {
        Observation.Answered { Issuer: { } issuer, At: var at } => _calendar.IsClosed(issuer, at),
        Observation.NoAnswer { Issuer: { } issuer, At: var at } => _calendar.IsClosed(issuer, at),
        Observation.NotSent { Line: var way, At: var at } => _calendar.IsClosed(new IssuerId(way), at),
        Observation.LineProbed { Line: var way, At: var at, BrokenHop: not Hop.None } =>
            _calendar.IsClosed(new IssuerId(way), at),
        _ => false,
    };

    // Counters ask by bank, so a failure of what all banks share is told for each bank that it hurts.
    private IEnumerable<Notice> Down() =>
        from failing in _watch.Failing
        where failing.Scope is Scope.OneIssuer
        select new Notice.IssuerDown(((Scope.OneIssuer)failing.Scope).Issuer, failing.Since);
}
