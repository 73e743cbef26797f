using Clearswipe.Vocabulary;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Clearswipe.Prevention.Maintenance;

/// <summary>
/// What banks announce about not answering, from iCalendar text (RFC 5545). An event names its bank in CATEGORIES by
/// the short name that routes know; it may recur.
/// </summary>
public sealed class MaintenanceCalendar
{
    public static readonly MaintenanceCalendar Empty = new([]);

    /// <summary>Counters are told this long before.</summary>
    public static readonly TimeSpan ToldAhead = TimeSpan.FromHours(24);

    private readonly IReadOnlyList<CalendarEvent> _events;

    private MaintenanceCalendar(IReadOnlyList<CalendarEvent> events) => _events = events;

    /// <summary>Reads a whole calendar, or says what is wrong with it; it never takes half of one.</summary>
    public static MaintenanceCalendar? Read(string text, out CalendarFault? fault)
    {
        fault = null;
        var events = Parse(text, ref fault);
        fault ??= events.Select(FaultOf).FirstOrDefault(found => found is not null);
        return fault is null ? new MaintenanceCalendar(events) : null;
    }

    /// <summary>The windows that hold now or begin within a day, the nearest first.</summary>
    public IReadOnlyList<Notice.Maintenance> NoticesAt(DateTimeOffset now) =>
        [.. Windows(now, now + ToldAhead).OrderBy(window => window.From).ThenBy(window => window.Issuer.Value)];

    /// <summary>Whether the bank announced that it will not answer at this moment.</summary>
    public bool IsClosed(IssuerId issuer, DateTimeOffset now) =>
        Windows(now, now).Any(window => window.Issuer == issuer);

    /// <summary>Every window that touches the span between the moments.</summary>
    public IEnumerable<Notice.Maintenance> Windows(DateTimeOffset since, DateTimeOffset until) =>
        from announced in _events
        from window in Occurrences(announced, since, until)
        where window.From <= until && since < window.Until
        select window;

    private static List<CalendarEvent> Parse(string text, ref CalendarFault? fault)
    {
        try
        {
            var calendar = Calendar.Load(text);
            if (calendar is not null)
                return [.. calendar.Events];
            fault = new CalendarFault("calendar", "there is no VCALENDAR in it");
        }
        catch (Exception error) when (error is System.Runtime.Serialization.SerializationException or ArgumentException
            or FormatException or InvalidOperationException or NotSupportedException)
        {
            fault = new CalendarFault("calendar", error.Message);
        }

        return [];
    }

    private static CalendarFault? FaultOf(CalendarEvent announced) => announced switch
    {
        { Categories: not [_] } => Fault(announced, "CATEGORIES must name exactly one bank"),
        { Start: null } => Fault(announced, "DTSTART is missing or no date"),
        { End: null, Duration: null } => Fault(announced, "DTEND or DURATION is missing or no date"),
        _ when LengthOf(announced) <= TimeSpan.Zero => Fault(announced, "it ends before it begins"),
        _ => null,
    };

    private static CalendarFault Fault(CalendarEvent announced, string reason) =>
        new(announced.Uid is { Length: > 0 } uid ? $"event {uid}" : "an event without UID", reason);

    private static IEnumerable<Notice.Maintenance> Occurrences(
        CalendarEvent announced, DateTimeOffset since, DateTimeOffset until)
    {
        var length = LengthOf(announced);
        var start = new CalDateTime((since - length).UtcDateTime, "UTC");
        return announced.GetOccurrences(start)
            .Select(occurrence => new DateTimeOffset(occurrence.Period.StartTime.AsUtc, TimeSpan.Zero))
            .TakeWhile(begins => begins <= until)
            .Select(begins => new Notice.Maintenance(new IssuerId(announced.Categories[0]), begins, begins + length));
    }

    private static TimeSpan LengthOf(CalendarEvent announced) =>
        announced.End is { } end
            ? end.AsUtc - announced.Start!.AsUtc
            : announced.Duration!.Value.ToTimeSpan(announced.Start!);
}

/// <summary>What is wrong with a calendar, and where.</summary>
public sealed record CalendarFault(string Where, string Reason)
{
    public override string ToString() => $"{Where}: {Reason}";
}
