using Clearswipe.Store;

namespace Clearswipe.Issuer.Settlements;

/// <summary>The days that were settled with an acquirer.</summary>
static class DayTable
{
    public static bool IsClosed(Session session, string acquirer, string day) =>
        session.First(
            "select 1 from settled_day where acquirer = @acquirer and day = @day", row => row.GetInt32(0),
            ("@acquirer", acquirer), ("@day", day)) == 1;
}
