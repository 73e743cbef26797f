using Clearswipe.Counter.Evidence;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>The attempts. A final outcome is never written over: the last line of each update holds that law.</summary>
static class ChargeTable
{
    private const string Columns = """
        batch, trace, sale, amount, outcome, has_left, reversal_reason, contradicted, code, approved, approval_code,
        reference, issuer, card, masked, sealed_pan, entry_mode, sequence, local_time, local_date, at, tries
        """;

    public static void Insert(Session session, Charge charge)
    {
        const string sql = """
            insert into attempt (batch, trace, sale, amount, outcome, has_left, contradicted, card, masked, sealed_pan,
                entry_mode, sequence, local_time, local_date, at, tries)
            values (@batch, @trace, @sale, @amount, @outcome, 0, 0, @card, @masked, @sealed_pan,
                @entry_mode, @sequence, @local_time, @local_date, @at, 0);
            """;
        var attempt = charge.Attempt;
        session.Execute(
            sql, ("@batch", attempt.Id.Batch.Value), ("@trace", attempt.Id.Trace.Value), ("@sale", charge.Sale.Value),
            ("@amount", attempt.Amount.MinorUnits), ("@outcome", attempt.Outcome.ToString()),
            ("@card", charge.Card.Token), ("@masked", charge.Card.Masked), ("@sealed_pan", charge.Card.SealedPan),
            ("@entry_mode", charge.EntryMode), ("@sequence", charge.Sequence), ("@local_time", charge.Time),
            ("@local_date", charge.Date), ("@at", Stamp.Write(charge.At)));
    }

    public static void Update(Session session, Charge charge)
    {
        const string sql = """
            update attempt set outcome = @outcome, has_left = @has_left, reversal_reason = @reversal_reason,
                contradicted = @contradicted, code = @code, approved = @approved, approval_code = @approval_code,
                reference = @reference, issuer = @issuer, tries = @tries
            where batch = @batch and trace = @trace
                and (outcome = @outcome or outcome = 'Unknown' or outcome = 'Approved');
            """;
        var attempt = charge.Attempt;
        var changed = session.Execute(
            sql, ("@outcome", attempt.Outcome.ToString()), ("@has_left", attempt.HasLeft ? 1 : 0),
            ("@reversal_reason", attempt.ReversalReason), ("@contradicted", attempt.IsContradicted ? 1 : 0),
            ("@code", attempt.Code?.Value), ("@approved", attempt.Approved?.MinorUnits),
            ("@approval_code", attempt.ApprovalCode), ("@reference", attempt.Reference), ("@issuer", attempt.Issuer),
            ("@tries", charge.Tries), ("@batch", attempt.Id.Batch.Value), ("@trace", attempt.Id.Trace.Value));
        Invariant.Holds(changed == 1, "an attempt's final outcome never changes");
    }

    public static IReadOnlyList<Charge> Unknown(Session session, TerminalId terminal)
    {
        const string sql = $"select {Columns} from attempt where outcome = 'Unknown' order by batch, trace";
        return session.Query(sql, row => Read(row, terminal));
    }

    public static IReadOnlyList<Charge> Of(Session session, TerminalId terminal, SaleId sale)
    {
        const string sql = $"select {Columns} from attempt where sale = @sale order by batch, trace";
        return session.Query(sql, row => Read(row, terminal), ("@sale", sale.Value));
    }

    private static Charge Read(Row row, TerminalId terminal) => new()
    {
        Attempt = ReadAttempt(row, terminal),
        Sale = new SaleId(row.GetString(2)),
        Card = new CardOnFile(row.GetString(13), row.GetString(14), row.GetBytes(15)),
        EntryMode = row.GetString(16),
        Sequence = Text(row, 17),
        Time = row.GetString(18),
        Date = row.GetString(19),
        At = Stamp.Read(row.GetString(20)),
        Tries = row.GetInt32(21),
    };

    private static Attempt ReadAttempt(Row row, TerminalId terminal) => new()
    {
        Id = new AttemptId(terminal, new BatchNumber(row.GetInt32(0)), new TraceNumber(row.GetInt32(1))),
        Amount = Money.Fen(row.GetInt64(3)),
        Outcome = Enum.Parse<Outcome>(row.GetString(4)),
        HasLeft = row.GetInt64(5) != 0,
        ReversalReason = Text(row, 6),
        IsContradicted = row.GetInt64(7) != 0,
        Code = ResponseCode.Read(Text(row, 8)),
        Approved = row.IsDBNull(9) ? null : Money.Fen(row.GetInt64(9)),
        ApprovalCode = Text(row, 10),
        Reference = Text(row, 11),
        Issuer = Text(row, 12),
    };

    private static string? Text(Row row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
