using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>The days with each issuer: what counts on them, and how they were settled.</summary>
static class DayTable
{
    // SQLite takes the index of days only for a query that says the index's own condition: day <> ''.
    public const string OfIssuerAndDay = "issuer = @issuer and day <> '' and day = @day";
    public const string IssuersOfDay =
        "select distinct issuer from attempt where day <> '' and day = @day and issuer is not null order by issuer";

    public const string FirstOpen = """
        select min(day) from attempt
        where issuer = @issuer and day <> '' and day < @today
            and day > (select coalesce(max(day), '') from settled_day where issuer = @issuer)
        """;

    /// <summary>The first day that is over and was not settled; null when there is none.</summary>
    public static string? Next(Session session, IssuerId issuer, string today) =>
        session.First(
            FirstOpen, row => row.IsDBNull(0) ? null : row.GetString(0), ("@issuer", issuer.Value), ("@today", today));

    /// <summary>The last day that was settled with an issuer, by this machine or another; null when none was.</summary>
    public static string? LastSettled(Session session, IssuerId issuer) =>
        session.First(
            "select max(day) from settled_day where issuer = @issuer",
            row => row.IsDBNull(0) ? null : row.GetString(0), ("@issuer", issuer.Value));

    public static IReadOnlyList<Attempt> Attempts(Session session, IssuerId issuer, string day) =>
        AttemptTable.Where(
            session, $"{OfIssuerAndDay} order by number", ("@issuer", issuer.Value), ("@day", day));

    /// <summary>Every issuer of which there is something on that day.</summary>
    public static IReadOnlyList<IssuerId> Issuers(Session session, string day) =>
        session.Query(IssuersOfDay, row => new IssuerId(row.GetString(0)), ("@day", day));

    public static SettledDay? Find(Session session, IssuerId issuer, string day) =>
        session.First(
            $"select {ComparisonColumns.Names} from settled_day where issuer = @issuer and day = @day",
            row => new SettledDay(issuer, day, ComparisonColumns.Read(row, 0)), ("@issuer", issuer.Value),
            ("@day", day));

    /// <summary>Settled once: a second look adds nothing.</summary>
    public static void Settle(Session session, SettledDay settled, DateTimeOffset at)
    {
        const string sql = $"""
            insert into settled_day (issuer, day, settled, {ComparisonColumns.Names})
            values (@issuer, @day, @settled, {ComparisonColumns.Values})
            on conflict do nothing
            """;
        session.Execute(sql, ComparisonColumns.Parameters(
            settled.Totals, ("@issuer", settled.Issuer.Value), ("@day", settled.Day),
            ("@settled", at.ToUnixTimeMilliseconds())));
    }
}
