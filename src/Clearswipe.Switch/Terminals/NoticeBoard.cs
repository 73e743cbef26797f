using System.Globalization;
using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>What terminals hear with their next echo, as field 62 carries it (docs/MESSAGES.md).</summary>
sealed class NoticeBoard
{
    private const int LongestField62 = 999;

    private volatile string _text = "";

    public string Text => _text;

    /// <summary>The first ones that fit; a notice is never cut.</summary>
    public void Post(IReadOnlyList<Notice> notices)
    {
        var text = new StringBuilder();
        foreach (var notice in notices.Select(Write))
        {
            if (text.Length + 1 + notice.Length > LongestField62)
                break;
            text.Append(text.Length == 0 ? "" : ";").Append(notice);
        }

        _text = text.ToString();
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
