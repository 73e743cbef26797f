using System.Globalization;
using Clearswipe.Host.Commands;
using Clearswipe.Switch.Routes;

namespace Clearswipe.Host.Settings;

/// <summary>When an issuer is closed for maintenance: daily, or once from and until.</summary>
sealed class MaintenanceLine
{
    private const string Clock = "HH:mm";
    private const string Moment = "yyyy-MM-dd'T'HH:mmzzz";

    /// <summary>Two times of this machine's clock, such as 23:30-01:00.</summary>
    public string? Daily { get; set; }

    /// <summary>A moment with its offset, such as 2026-03-02T02:00+08:00.</summary>
    public string? From { get; set; }

    public string? Until { get; set; }

    public Closure Read(string issuer) => (Daily, From, Until) switch
    {
        ({ } daily, null, null) when ReadDaily(daily.Split('-')) is { } closure => closure,
        (null, { } from, { } until) when ReadOnce(from, until) is { } closure => closure,
        _ => throw Trouble.Use(
            $"A maintenance of the issuer {issuer} cannot be read: {this}.",
            "Write - daily: 02:00-04:00, or - from: and until: with moments such as 2026-03-02T02:00+08:00."),
    };

    public override string ToString() => string.Join(", ", new[]
    {
        Daily is null ? null : $"daily: {Daily}", From is null ? null : $"from: {From}",
        Until is null ? null : $"until: {Until}",
    }.OfType<string>());

    private static Closure.Daily? ReadDaily(string[] times) =>
        times is [var first, var last] && TimeOfDay(first) is { } from && TimeOfDay(last) is { } until && from != until
            ? new Closure.Daily(from, until)
            : null;

    private static Closure.Once? ReadOnce(string first, string last) =>
        At(first) is { } from && At(last) is { } until && from < until ? new Closure.Once(from, until) : null;

    private static TimeOnly? TimeOfDay(string written) =>
        TimeOnly.TryParseExact(
            written.Trim(), Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    private static DateTimeOffset? At(string written) =>
        DateTimeOffset.TryParseExact(
            written, Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;
}
