using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What was said about each request. The first word stands: a row is written and reversed once.</summary>
static class AuthorisationTable
{
    private const string Columns =
        "acquirer, terminal, trace, sent_at, at, rrn, token, amount, code, approval_code, acknowledged, service, " +
        "original, undone_by, day, balance";

    private const string ByKey = $"""
        select {Columns} from authorisation
        where acquirer = @acquirer and terminal = @terminal and trace = @trace and sent_at = @sent_at
        """;

    public static Authorisation? Find(Session session, AuthorisationKey key) =>
        session.First(ByKey, Read, Parameters(key));

    /// <summary>The same for a request that is hardly ever a copy; whoever finds none adds the row.</summary>
    public static Authorisation? FindSeldom(Session session, AuthorisationKey key) =>
        session.FirstSeldom(ByKey, Read, Parameters(key));

    public static void Add(Session session, Authorisation row)
    {
        const string sql = $"""
            insert into authorisation ({Columns})
            values (@acquirer, @terminal, @trace, @sent_at, @at, @rrn, @token, @amount, @code, @approval, @acknowledged,
                    @service, @original, @undone_by, @day, @balance)
            """;
        var statement = new Statement(
            sql, ("@acquirer", row.Key.Acquirer), ("@terminal", row.Key.Terminal), ("@trace", row.Key.Trace),
            ("@sent_at", row.Key.SentAt), ("@at", row.At.ToUnixTimeMilliseconds()), ("@rrn", row.Rrn),
            ("@token", row.CardToken), ("@amount", row.Amount.MinorUnits), ("@code", row.Code.Value),
            ("@approval", row.ApprovalCode), ("@acknowledged", row.Acknowledged?.Value),
            ("@service", row.Service.ToString()), ("@original", row.Original?.ToString()),
            ("@undone_by", row.UndoneBy?.ToString()), ("@day", row.Day), ("@balance", row.Balance?.MinorUnits));
        session.Expect(statement, "an authorisation is written once");
    }

    /// <summary>Which void undid it; null when that void was undone itself.</summary>
    public static void Undo(Session session, AuthorisationKey key, AuthorisationKey? by)
    {
        const string sql = """
            update authorisation set undone_by = @by
            where acquirer = @acquirer and terminal = @terminal and trace = @trace and sent_at = @sent_at
            """;
        var changed = session.Execute(
            sql, ("@by", by?.ToString()), ("@acquirer", key.Acquirer), ("@terminal", key.Terminal),
            ("@trace", key.Trace), ("@sent_at", key.SentAt));
        Invariant.Holds(changed == 1, "what is undone was done");
    }

    /// <summary>What was given back of an authorisation.</summary>
    public static Money Refunded(Session session, AuthorisationKey original) => Money.Fen(Where(
        session, "original = @original and service = 'Refund'", ("@original", original.ToString()))
        .Where(refund => refund.Stands).Sum(refund => refund.Amount.MinorUnits));

    public static IReadOnlyList<Authorisation> Where(
        Session session, string condition, params (string Name, object? Value)[] parameters) =>
        session.Query($"select {Columns} from authorisation where {condition}", Read, parameters);

    public static void Acknowledge(Session session, AuthorisationKey key, ResponseCode code)
    {
        const string sql = """
            update authorisation set acknowledged = @code
            where acquirer = @acquirer and terminal = @terminal and trace = @trace and sent_at = @sent_at
                and acknowledged is null
            """;
        var changed = session.Execute(
            sql, ("@code", code.Value), ("@acquirer", key.Acquirer), ("@terminal", key.Terminal),
            ("@trace", key.Trace), ("@sent_at", key.SentAt));
        Invariant.Holds(changed == 1, "an authorisation is reversed once");
    }

    public static IReadOnlyList<AuthorisationView> Newest(Session session, int atMost) =>
        session.Query(
            $"select {Columns} from authorisation order by at desc limit @most", row => View(Read(row)),
            ("@most", atMost));

    private static (string Name, object? Value)[] Parameters(AuthorisationKey key) =>
    [
        ("@acquirer", key.Acquirer), ("@terminal", key.Terminal), ("@trace", key.Trace), ("@sent_at", key.SentAt),
    ];

    private static AuthorisationView View(Authorisation row) => new(
        row.At, new TerminalId(row.Key.Terminal), row.Rrn, row.CardToken, row.Amount, row.Code,
        row.IsReversed || row.UndoneBy is not null)
    {
        Service = row.Service,
    };

    private static Authorisation Read(Row row) => new(
        new AuthorisationKey(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetString(5), row.GetString(6),
        Money.Fen(row.GetInt64(7)), new ResponseCode(row.GetString(8)), row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : new ResponseCode(row.GetString(10)))
    {
        Service = Enum.Parse<Service>(row.GetString(11)),
        Original = KeyOf(row, 12),
        UndoneBy = KeyOf(row, 13),
        Day = row.GetString(14),
        Balance = row.IsDBNull(15) ? null : Money.Fen(row.GetInt64(15)),
    };

    private static AuthorisationKey? KeyOf(Row row, int column) =>
        row.IsDBNull(column) ? null : AuthorisationKey.Parse(row.GetString(column));
}
