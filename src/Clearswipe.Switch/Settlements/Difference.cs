using Clearswipe.Store;
using Clearswipe.Switch.Cases;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>Why two sides of a settlement do not agree about something.</summary>
public enum DifferenceReason
{
    /// <summary>The terminal uploaded what never reached us.</summary>
    UnknownToSwitch,
    /// <summary>The terminal holds an approval, and we refused or reversed it: its answer was forged or lost.</summary>
    NotApprovedBySwitch,
    /// <summary>We approved what the terminal did not upload.</summary>
    UnknownToTerminal,
    /// <summary>The amount or the card is another.</summary>
    SaysOtherwise,
    /// <summary>We approved what the issuer refused or gave back: its answer was forged.</summary>
    NotBackedByIssuer,
    /// <summary>We approved what the issuer knows nothing of.</summary>
    UnknownToIssuer,
    /// <summary>The card paid at the issuer what we hold refused or reversed.</summary>
    TakenByIssuerOnly,
    /// <summary>Its issuer has still to answer our reversal or advice, and nobody waited longer.</summary>
    StillOpen,
}

/// <summary>What two sides do not agree on: the amounts that each has, and the code that spoke against it.</summary>
/// <param name="Day">The day on which it was to be settled, yyyyMMdd.</param>
/// <param name="Reason">Why.</param>
/// <param name="Id">The attempt; zeros where the other side names none of ours.</param>
/// <param name="Rrn">The retrieval reference number, or nothing.</param>
/// <param name="Issuer">The issuer; null when it is between a terminal and us.</param>
/// <param name="Ours">What we have; null for nothing.</param>
/// <param name="Theirs">What the other side has; null for nothing.</param>
/// <param name="Code">Field 39 of the side that did not approve.</param>
public sealed record Difference(
    string Day, DifferenceReason Reason, AttemptId Id, string Rrn, IssuerId? Issuer, Money? Ours, Money? Theirs,
    ResponseCode? Code);

/// <summary>The differences that were found, each once.</summary>
static class DifferenceTable
{
    private const string Columns = "day, reason, terminal, batch, trace, rrn, issuer, ours, theirs, code";

    /// <summary>Keeps a difference, and opens a case for it: a person must explain it.</summary>
    public static void Add(Session session, Difference found, DateTimeOffset at)
    {
        if (CaseTable.Of(found, at) is { } opened)
            CaseTable.Open(session, opened);
        // Looking again finds the same and adds nothing.
        const string sql = $"""
            insert into difference ({Columns}, found)
            values (@day, @reason, @terminal, @batch, @trace, @rrn, @issuer, @ours, @theirs, @code, @found)
            on conflict do nothing
            """;
        session.Execute(
            sql, ("@day", found.Day), ("@reason", found.Reason.ToString()), ("@terminal", found.Id.Terminal.Value),
            ("@batch", found.Id.Batch.Value), ("@trace", found.Id.Trace.Value), ("@rrn", found.Rrn),
            ("@issuer", found.Issuer?.Value ?? ""), ("@ours", found.Ours?.MinorUnits),
            ("@theirs", found.Theirs?.MinorUnits), ("@code", found.Code?.Value),
            ("@found", at.ToUnixTimeMilliseconds()));
    }

    public static IReadOnlyList<Difference> Of(Session session, string day) =>
        session.Query(
            $"select {Columns} from difference where day = @day order by issuer, terminal, batch, trace, rrn", Read,
            ("@day", day));

    private static Difference Read(Row row) => new(
        row.GetString(0), Enum.Parse<DifferenceReason>(row.GetString(1)),
        new(new(row.GetString(2)), new(row.GetInt32(3)), new(row.GetInt32(4))), row.GetString(5),
        row.GetString(6) is { Length: > 0 } issuer ? new IssuerId(issuer) : null, MoneyOf(row, 7), MoneyOf(row, 8),
        row.IsDBNull(9) ? null : new ResponseCode(row.GetString(9)));

    private static Money? MoneyOf(Row row, int column) =>
        row.IsDBNull(column) ? null : Money.Fen(row.GetInt64(column));
}
