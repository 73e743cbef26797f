using Clearswipe.Prevention.Maintenance;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Prevention;

public sealed class MaintenanceCalendarTests
{
    private static readonly IssuerId Harbour = new("harbour");
    private static readonly DateTimeOffset Begins = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-25, 0)]
    [InlineData(-23, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void A_window_is_told_from_a_day_before_to_its_end(int hours, int told) =>
        Assert.Equal(told, Read(Event()).NoticesAt(Begins.AddHours(hours)).Count);

    [Fact]
    public void A_notice_names_the_bank_and_its_time() =>
        Assert.Equal(
            new Notice.Maintenance(Harbour, Begins, Begins.AddHours(2)),
            Assert.Single(Read(Event()).NoticesAt(Begins)));

    [Fact]
    public void A_bank_is_closed_inside_its_window_alone()
    {
        var calendar = Read(Event());

        Assert.True(calendar.IsClosed(Harbour, Begins.AddHours(1)));
        Assert.False(calendar.IsClosed(Harbour, Begins.AddHours(2)));
        Assert.False(calendar.IsClosed(new IssuerId("rivergate"), Begins.AddHours(1)));
    }

    [Fact]
    public void A_recurring_window_comes_again_each_week() =>
        Assert.True(Read(Event("RRULE:FREQ=WEEKLY")).IsClosed(Harbour, Begins.AddDays(7 * 30).AddHours(1)));

    [Fact]
    public void Local_times_of_a_zone_are_understood() =>
        Assert.True(
            Read(Event().Replace("DTSTART:20260301T180000Z", "DTSTART;TZID=Asia/Shanghai:20260302T020000")
                    .Replace("DTEND:20260301T200000Z", "DTEND;TZID=Asia/Shanghai:20260302T040000"))
                .IsClosed(Harbour, Begins.AddHours(1)));

    [Theory]
    [InlineData("CATEGORIES:harbour", "", "CATEGORIES must name exactly one bank")]
    [InlineData("CATEGORIES:harbour", "CATEGORIES:harbour,rivergate", "CATEGORIES must name exactly one bank")]
    [InlineData("DTSTART:20260301T180000Z", "", "DTSTART is missing or no date")]
    [InlineData("DTEND:20260301T200000Z", "DTEND:20260301T170000Z", "it ends before it begins")]
    public void A_bad_event_is_named_with_its_fault(string good, string bad, string reason)
    {
        Assert.Null(MaintenanceCalendar.Read(Event().Replace(good, bad), out var fault));
        Assert.Equal(new CalendarFault("event harbour-1", reason), fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no calendar")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:yesterday\r\nEND:VEVENT\r\nEND:VCALENDAR")]
    public void What_is_no_calendar_is_refused(string text)
    {
        Assert.Null(MaintenanceCalendar.Read(text, out var fault));
        Assert.NotNull(fault);
    }

    internal static MaintenanceCalendar Read(string text)
    {
        var calendar = MaintenanceCalendar.Read(text, out var fault);
        Assert.Null(fault);
        return calendar!;
    }

    internal static string Event(string more = "") =>
        $"""
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//clearswipe//tests//EN
        BEGIN:VEVENT
        UID:harbour-1
        CATEGORIES:harbour
        DTSTART:20260301T180000Z
        DTEND:20260301T200000Z
        {more}
        END:VEVENT
        END:VCALENDAR
        """.Replace("\n\n", "\n", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
}
