using System.Globalization;
using System.Text;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>
/// What terminals hear with their next echo, as field 62 carries it (docs/MESSAGES.md): what the switch's own routes
/// announce, and what was posted.
/// </summary>
sealed class NoticeBoard(IReadOnlyList<Route> routes)
{
    private const int LongestField62 = 999;

    private volatile IReadOnlyList<string> _posted = [];

    public string Text => Joined(routes.Select(route => route.Announced).OfType<Notice>().Select(Write).Union(_posted));

    /// <summary>Takes the place of what was posted before.</summary>
    public void Post(IReadOnlyList<Notice> notices) => _posted = [.. notices.Select(Write)];

    // The first ones that fit; a notice is never cut.
    private static string Joined(IEnumerable<string> notices)
    {
        var text = new StringBuilder();
        foreach (var notice in notices)
        {
            if (text.Length + 1 + notice.Length > LongestField62)
                break;
            text.Append(text.Length == 0 ? "" : ";").Append(notice);
        }

        return text.ToString();
    }

    private static string Write(Notice notice) => notice switch
    {
        Notice.Maintenance(var issuer, var from, var until) => $"M:{issuer}:{Minute(from)}:{Minute(until)}",
        Notice.IssuerDown(var issuer, var since) => $"D:{issuer}:{Minute(since)}",
        _ => throw new InvariantException("a notice tells of maintenance or of an issuer that is down"),
    };

    private static string Minute(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
