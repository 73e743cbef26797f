using System.Globalization;

namespace Clearswipe.Counter.Evidence;

/// <summary>A moment as tables hold it: UTC, to the tick, sortable as text.</summary>
static class Stamp
{
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
