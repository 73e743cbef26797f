using System.Globalization;

namespace Clearswipe.Issuer.Settlements;

/// <summary>The day on which something is settled: field 15 names it without its year.</summary>
static class SettlementDay
{
    private const int HalfAYear = 183;

    /// <summary>The day of that name nearest to now, yyyyMMdd; today when there is none.</summary>
    public static string Read(string? monthAndDay, DateTimeOffset now)
    {
        foreach (var year in new[] { now.Year, now.Year - 1, now.Year + 1 })
            if (DateTime.TryParseExact(
                $"{year:D4}{monthAndDay}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && Math.Abs((day - now.Date).TotalDays) < HalfAYear)
                return Write(day);
        return Write(now.Date);
    }

    private static string Write(DateTime day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
