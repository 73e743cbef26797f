using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Links;

/// <summary>What an echo answer tells in field 62: "M:issuer:from:until" and "D:issuer:since", in UTC.</summary>
static class Notices
{
    private const string Minute = "yyyyMMddHHmm";

    /// <summary>The notices that can be read; a newer switch may say more, and that is passed over.</summary>
    public static IReadOnlyList<Notice> Read(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne).OfType<Notice>()];

    private static Notice? ReadOne(string text) => text.Split(':') switch
    {
        ["M", { Length: > 0 } issuer, var from, var until]
            when Moment(from) is { } begin && Moment(until) is { } end =>
            new Notice.Maintenance(new IssuerId(issuer), begin, end),
        ["D", { Length: > 0 } issuer, var since] when Moment(since) is { } begin =>
            new Notice.IssuerDown(new IssuerId(issuer), begin),
        _ => null,
    };

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text, Minute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
