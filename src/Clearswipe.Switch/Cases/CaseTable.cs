using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Cases;

/// <summary>The cases, each once.</summary>
static class CaseTable
{
    private const string Columns =
        "kind, subject, terminal, trace, issuer, day, reason, code, opened, closed, evidence";

    /// <summary>False when there is this case already, open or closed: it is opened once.</summary>
    public static bool Open(Session session, Case opened)
    {
        const string sql = $"""
            insert into open_case ({Columns})
            values (@kind, @subject, @terminal, @trace, @issuer, @day, @reason, @code, @opened, null, null)
            on conflict do nothing
            """;
        return session.Execute(
            sql, ("@kind", opened.Kind.ToString()), ("@subject", opened.Subject), ("@terminal", opened.Terminal),
            ("@trace", opened.Trace), ("@issuer", opened.Issuer?.Value ?? ""), ("@day", opened.Day),
            ("@reason", opened.Reason), ("@code", opened.Code?.Value),
            ("@opened", opened.Opened.ToUnixTimeMilliseconds())) == 1;
    }

    /// <summary>False when no such case is open.</summary>
    public static bool Close(Session session, CaseKind kind, string subject, DateTimeOffset at, string evidence)
    {
        const string sql = """
            update open_case set closed = @closed, evidence = @evidence
            where kind = @kind and subject = @subject and closed is null
            """;
        return session.Execute(
            sql, ("@closed", at.ToUnixTimeMilliseconds()), ("@evidence", evidence), ("@kind", kind.ToString()),
            ("@subject", subject)) == 1;
    }

    /// <summary>The open ones; the oldest first.</summary>
    public static IReadOnlyList<Case> Standing(Session session) =>
        session.Query($"select {Columns} from open_case where closed is null order by opened, kind, subject", Read);

    /// <summary>The open ones and those that were closed; the oldest first.</summary>
    public static IReadOnlyList<Case> All(Session session) =>
        session.Query($"select {Columns} from open_case order by opened, kind, subject", Read);

    public static Case Of(CaseKind kind, Attempt attempt, ResponseCode? code, DateTimeOffset now) => new(
        kind, attempt.Rrn, attempt.Id.Terminal.Value, attempt.Id.Trace.Value, attempt.Issuer, attempt.Day,
        attempt.State.ToString(), code ?? attempt.Reason, now);

    /// <summary>Null when what is on its way will end it: that has a case of its own when it takes too long.</summary>
    public static Case? Of(Difference found, DateTimeOffset now) => found.Reason == DifferenceReason.StillOpen
        ? null
        : new Case(
            CaseKind.Difference, $"{found.Day}/{found.Reason}/{(found.Rrn.Length > 0 ? found.Rrn : found.Id)}",
            found.Id.Terminal.Value, found.Id.Trace.Value, found.Issuer, found.Day, found.Reason.ToString(), found.Code,
            now);

    private static Case Read(Row row) => new(
        Enum.Parse<CaseKind>(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetInt32(3),
        row.GetString(4) is { Length: > 0 } issuer ? new IssuerId(issuer) : null, row.GetString(5), row.GetString(6),
        row.IsDBNull(7) ? null : new ResponseCode(row.GetString(7)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)))
    {
        Closed = row.IsDBNull(9)
            ? null
            : (DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)), row.GetString(10)),
    };
}
