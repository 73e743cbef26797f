using Clearswipe.Issuer.Authorisations;
using Clearswipe.Lab.Shops;
using Clearswipe.Prevention.Maintenance;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Screens;

/// <summary>A bank closes for half an hour, and says so in the calendar that the counters are told of.</summary>
static class Closing
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    public static void Announce(Shop shop, IssuerId bank, DateTimeOffset now)
    {
        var (from, until) = (now.ToUniversalTime(), now.ToUniversalTime() + Window);
        shop.Issuers.Single(issuer => issuer.Settings.Issuer == bank).Maintain([new MaintenanceWindow(from, until)]);
        shop.Desk.Calendar = MaintenanceCalendar.Read(Entry(bank, from, until), out _) ?? shop.World.Calendar;
    }

    public static void TakeBack(Shop shop)
    {
        foreach (var issuer in shop.Issuers)
            issuer.Maintain([]);
        shop.Desk.Calendar = shop.World.Calendar;
    }

    private static string Entry(IssuerId bank, DateTimeOffset from, DateTimeOffset until) =>
        $"""
         BEGIN:VCALENDAR
         VERSION:2.0
         PRODID:-//Clearswipe//Bench//EN
         BEGIN:VEVENT
         UID:bench-{bank}
         CATEGORIES:{bank}
         DTSTART:{from:yyyyMMdd'T'HHmmss'Z'}
         DTEND:{until:yyyyMMdd'T'HHmmss'Z'}
         SUMMARY:Bench
         END:VEVENT
         END:VCALENDAR
         """;
}
