using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>The journal of attempts, one row each.</summary>
static class AttemptTable
{
    private const string Columns = """
        number, terminal, batch, trace, acquirer, sent_at, rrn, merchant, at, local_time, local_date, issuer, token,
        masked, card, amount, state, code, approval_code, acknowledged, reason, tries, due, service, original, day,
        balance, chip
        """;

    // SQLite takes an index over some of the rows only for a query that says the index's own condition.
    public const string IsOpen = "state in ('Forwarded', 'Reversing', 'Advising')";
    public const string IsToldAgain = $"{IsOpen} and state <> 'Forwarded'";
    public const string ForwardedUpToNumber = $"""
        select number from attempt
        where {IsOpen} and state = 'Forwarded' and number <= @number and node = @node order by number
        """;

    /// <summary>
    /// False when the terminal, batch and trace are taken: the first row stands, whatever it says. False too when
    /// something else undoes or completes the same original already.
    /// </summary>
    public static bool Add(Session session, Attempt attempt) => session.Execute(Adding(attempt)) == 1;

    /// <summary>The same as one statement, which changes one row or none.</summary>
    public static Statement Adding(Attempt attempt)
    {
        const string sql = $"""
            insert into attempt ({Columns}, node)
            values (@number, @terminal, @batch, @trace, @acquirer, @sent_at, @rrn, @merchant, @at, @local_time,
                    @local_date, @issuer, @token, @masked, @card, @amount, @state, @code, @approval, @acknowledged,
                    @reason, @tries, @due, @service, @original, @day, @balance, @chip, @node)
            on conflict do nothing
            """;
        return new Statement(
            sql, ("@number", attempt.Number), ("@terminal", attempt.Id.Terminal.Value),
            ("@batch", attempt.Id.Batch.Value), ("@trace", attempt.Id.Trace.Value),
            ("@acquirer", attempt.Host?.Acquirer ?? ""), ("@sent_at", attempt.Host?.SentAt ?? ""),
            ("@rrn", attempt.Host?.Rrn ?? ""), ("@merchant", attempt.Merchant.Value),
            ("@at", attempt.At.ToUnixTimeMilliseconds()),
            ("@local_time", attempt.LocalTime), ("@local_date", attempt.LocalDate), ("@issuer", attempt.Issuer?.Value),
            ("@token", attempt.Card.Token), ("@masked", attempt.Card.Masked), ("@card", attempt.Card.Sealed),
            ("@amount", attempt.Amount.MinorUnits), ("@state", attempt.State.ToString()),
            ("@code", attempt.Code?.Value), ("@approval", attempt.ApprovalCode),
            ("@acknowledged", attempt.Acknowledged?.Value), ("@reason", attempt.Reason?.Value),
            ("@tries", attempt.Tries), ("@due", attempt.Due.ToUnixTimeMilliseconds()),
            ("@service", attempt.Service.ToString()), ("@original", attempt.Original), ("@day", attempt.Day),
            ("@balance", attempt.Balance?.MinorUnits), ("@chip", attempt.Chip), ("@node", attempt.Node))
        {
            IsOfOneRow = true,
        };
    }

    /// <summary>Writes the step from one state to another; nobody else may have made one in between.</summary>
    public static void Step(Session session, Attempt before, Attempt after) =>
        Invariant.Holds(
            session.Execute(Stepping(before, after)) == 1, "a step starts from the state that was read");

    /// <summary>The same as one statement: it changes one row, or none when the state is another by now.</summary>
    public static Statement Stepping(Attempt before, Attempt after)
    {
        const string sql = """
            update attempt set state = @state, code = @code, approval_code = @approval, acknowledged = @acknowledged,
                reason = @reason, card = @card, tries = @tries, due = @due, balance = @balance, chip = @chip,
                node = @node
            where number = @number and state = @before
            """;
        return new Statement(
            sql, ("@state", after.State.ToString()), ("@code", after.Code?.Value), ("@approval", after.ApprovalCode),
            ("@acknowledged", after.Acknowledged?.Value), ("@reason", after.Reason?.Value),
            ("@card", after.Card.Sealed), ("@tries", after.Tries), ("@due", after.Due.ToUnixTimeMilliseconds()),
            ("@balance", after.Balance?.MinorUnits), ("@chip", after.Chip), ("@node", after.Node),
            ("@number", after.Number),
            ("@before", before.State.ToString()))
        {
            IsOfOneRow = true,
        };
    }

    public static Attempt? Find(Session session, AttemptId id, HostOrigin? host)
    {
        const string sql = $"""
            select {Columns} from attempt
            where terminal = @terminal and trace = @trace and batch = @batch
                and acquirer = @acquirer and sent_at = @sent_at and rrn = @rrn
            """;
        return session.First(
            sql, Read, ("@terminal", id.Terminal.Value), ("@trace", id.Trace.Value), ("@batch", id.Batch.Value),
            ("@acquirer", host?.Acquirer ?? ""), ("@sent_at", host?.SentAt ?? ""), ("@rrn", host?.Rrn ?? ""));
    }

    public static Attempt? Find(Session session, long number) =>
        session.First($"select {Columns} from attempt where number = @number", Read, ("@number", number));

    public static long LastNumber(Session session) =>
        session.First("select coalesce(max(number), 0) from attempt", row => row.GetInt64(0));

    /// <summary>When the newest attempt came; null when there is none.</summary>
    public static DateTimeOffset? LastAt(Session session) =>
        session.First("select coalesce(max(at), 0) from attempt", row => row.GetInt64(0)) is > 0 and var last
            ? DateTimeOffset.FromUnixTimeMilliseconds(last)
            : null;

    /// <summary>
    /// Removes some attempts that ended and are older. What is open stays, however old it is, and so does an approval
    /// whose day was not settled with its issuer.
    /// </summary>
    public static Statement PurgingEnded(DateTimeOffset before, int atMost)
    {
        const string sql = """
            delete from attempt where number in (
                select number from attempt
                where at < @before and (state in ('Refused', 'Reversed') or state = 'Approved' and (day = ''
                    or exists (select 1 from settled_day done
                        where done.issuer = attempt.issuer and done.day = attempt.day)))
                order by number limit @most)
            """;
        return new Statement(sql, ("@before", before.ToUnixTimeMilliseconds()), ("@most", atMost));
    }

    public static IReadOnlyList<Attempt> Newest(Session session, int atMost) =>
        session.Query($"select {Columns} from attempt order by number desc limit @most", Read, ("@most", atMost));

    /// <summary>What a node sent so long ago, up to this number, that it is not awaited any more.</summary>
    public static IReadOnlyList<long> ForwardedUpTo(Session session, long number, long node) =>
        session.Query(ForwardedUpToNumber, row => row.GetInt64(0), ("@number", number), ("@node", node));

    /// <summary>Gives a dead node's open work to its heir; the numbers of what was forwarded.</summary>
    public static IReadOnlyList<long> TakeOver(Session session, long dead, long heir)
    {
        var forwarded = ForwardedUpTo(session, long.MaxValue, dead);
        session.Execute(
            $"update attempt set node = @heir where node = @dead and {IsOpen}",
            ("@heir", heir), ("@dead", dead));
        return forwarded;
    }

    public static IReadOnlyList<Attempt> Reversing(Session session) =>
        session.Query($"select {Columns} from attempt where state = 'Reversing' order by number", Read);

    /// <summary>
    /// A node's reversals whose time has come, the longest due first. One that is due beyond the longest wait was set
    /// by a clock that has gone back since, and is due too.
    /// </summary>
    public static IReadOnlyList<Attempt> Due(
        Session session, IssuerId issuer, long node, DateTimeOffset now, int atMost)
    {
        const string sql = $"""
            select {Columns} from attempt
            where state = 'Reversing' and issuer = @issuer and node = @node and (due <= @now or due > @beyond)
            order by due limit @most
            """;
        return session.Query(
            sql, Read, ("@issuer", issuer.Value), ("@node", node), ("@now", now.ToUnixTimeMilliseconds()),
            ("@beyond", (now + Limits.LongestReversalRetry).ToUnixTimeMilliseconds()), ("@most", atMost));
    }

    public static bool HasReversing(Session session, IssuerId issuer, long node) =>
        session.First(
            "select 1 from attempt where state = 'Reversing' and issuer = @issuer and node = @node limit 1",
            row => row.GetInt32(0), ("@issuer", issuer.Value), ("@node", node)) == 1;

    public static int CountReversing(Session session, IssuerId issuer) =>
        session.First(
            "select count(*) from attempt where state = 'Reversing' and issuer = @issuer", row => row.GetInt32(0),
            ("@issuer", issuer.Value));

    /// <summary>What other tables' queries read of an attempt, and how.</summary>
    public static IReadOnlyList<Attempt> Where(
        Session session, string condition, params (string Name, object? Value)[] parameters) =>
        session.Query($"select {Columns} from attempt where {condition}", Read, parameters);

    private static Attempt Read(Row row) => new()
    {
        Number = row.GetInt64(0),
        Id = new(new(row.GetString(1)), new(row.GetInt32(2)), new(row.GetInt32(3))),
        Host = row.GetString(4) is { Length: > 0 } acquirer ? new(acquirer, row.GetString(5), row.GetString(6)) : null,
        Merchant = new(row.GetString(7)),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        LocalTime = row.GetString(9),
        LocalDate = row.GetString(10),
        Issuer = TextOf(row, 11) is { } issuer ? new IssuerId(issuer) : null,
        Card = new(row.GetString(12), row.GetString(13), BytesOf(row, 14)),
        Amount = Money.Fen(row.GetInt64(15)),
        State = Enum.Parse<AttemptState>(row.GetString(16)),
        Code = CodeOf(row, 17),
        ApprovalCode = TextOf(row, 18),
        Acknowledged = CodeOf(row, 19),
        Reason = CodeOf(row, 20),
        Tries = row.GetInt32(21),
        Due = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(22)),
        Service = Enum.Parse<Service>(row.GetString(23)),
        Original = row.IsDBNull(24) ? null : row.GetInt64(24),
        Day = row.GetString(25),
        Balance = row.IsDBNull(26) ? null : Money.Fen(row.GetInt64(26)),
        Chip = BytesOf(row, 27),
    };

    // Not in one expression: a null array would become memory of no length, which is not the same as none.
    private static ReadOnlyMemory<byte>? BytesOf(Row row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        return row.GetBytes(column);
    }

    private static string? TextOf(Row row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ResponseCode? CodeOf(Row row, int column) =>
        TextOf(row, column) is { } code ? new ResponseCode(code) : null;
}
