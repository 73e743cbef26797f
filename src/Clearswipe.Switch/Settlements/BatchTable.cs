using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>The terminals' batches: what counts in each, what was uploaded of it, and how it was closed.</summary>
static class BatchTable
{
    private const string All = $"select terminal, batch, {ComparisonColumns.Names} from batch";

    /// <summary>What counts in a batch, as attempts; in the order in which they came.</summary>
    public static IReadOnlyList<Attempt> Attempts(Session session, TerminalId terminal, BatchNumber batch) =>
        AttemptTable.Where(
            session, "terminal = @terminal and batch = @batch order by number", ("@terminal", terminal.Value),
            ("@batch", batch.Value));

    public static ClosedBatch? Find(Session session, TerminalId terminal, BatchNumber batch) =>
        session.First(
            $"{All} where terminal = @terminal and batch = @batch", Read, ("@terminal", terminal.Value),
            ("@batch", batch.Value));

    public static IReadOnlyList<ClosedBatch> Of(Session session, string day) =>
        session.Query($"{All} where day = @day order by terminal, batch", Read, ("@day", day));

    /// <summary>Closes a batch once, and opens the next.</summary>
    public static void Close(Session session, ClosedBatch closed, BatchNumber next, (string Day, DateTimeOffset At) now)
    {
        const string sql = $"""
            insert into batch (terminal, batch, closed, day, {ComparisonColumns.Names})
            values (@terminal, @batch, @closed, @day, {ComparisonColumns.Values})
            """;
        session.Execute(sql, ComparisonColumns.Parameters(
            closed.Totals, ("@terminal", closed.Terminal.Value), ("@batch", closed.Batch.Value),
            ("@closed", now.At.ToUnixTimeMilliseconds()), ("@day", now.Day)));
        session.Execute(
            "update terminal set batch = @next where terminal = @terminal", ("@next", next.Value),
            ("@terminal", closed.Terminal.Value));
    }

    /// <summary>Keeps what a terminal says of one of its own; its first word stands.</summary>
    public static void Upload(Session session, Uploaded uploaded)
    {
        const string sql = """
            insert into uploaded (terminal, batch, trace, token, amount)
            values (@terminal, @batch, @trace, @token, @amount)
            on conflict do nothing
            """;
        session.Execute(
            sql, ("@terminal", uploaded.Id.Terminal.Value), ("@batch", uploaded.Id.Batch.Value),
            ("@trace", uploaded.Id.Trace.Value), ("@token", uploaded.CardToken),
            ("@amount", uploaded.Amount.MinorUnits));
    }

    public static IReadOnlyList<Uploaded> Uploads(Session session, TerminalId terminal, BatchNumber batch)
    {
        const string sql = """
            select trace, token, amount from uploaded where terminal = @terminal and batch = @batch order by trace
            """;
        return session.Query(
            sql, row => new Uploaded(
                new AttemptId(terminal, batch, new(row.GetInt32(0))), row.GetString(1), Money.Fen(row.GetInt64(2))),
            ("@terminal", terminal.Value), ("@batch", batch.Value));
    }

    private static ClosedBatch Read(Row row) =>
        new(new(row.GetString(0)), new(row.GetInt32(1)), ComparisonColumns.Read(row, 2));
}

/// <summary>What a terminal uploaded: the attempt, the card's token, the amount.</summary>
sealed record Uploaded(AttemptId Id, string CardToken, Money Amount);
