using System.Collections.Concurrent;
using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>
/// On which day, yyyyMMdd, what comes now is settled with its issuer: today, or the day after the last that was settled
/// when that one is not before today. A clock that ran ahead and was put right would otherwise leave sales on a day
/// that nobody looks at again.
/// </summary>
sealed class BusinessDays(Surroundings surroundings)
{
    private const string Form = "yyyyMMdd";

    private readonly ConcurrentDictionary<IssuerId, string> _settled = new();

    /// <summary>The last day that was settled with an issuer; null when none was.</summary>
    public void Settled(IssuerId issuer, string? day)
    {
        if (day is not null)
            _settled[issuer] = day;
    }

    public string Of(IssuerId issuer)
    {
        var today = Written(surroundings.LocalNow.DateTime);
        return _settled.TryGetValue(issuer, out var settled) && string.CompareOrdinal(settled, today) >= 0
            ? Written(DateTime.ParseExact(settled, Form, CultureInfo.InvariantCulture).AddDays(1))
            : today;
    }

    private static string Written(DateTime day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
