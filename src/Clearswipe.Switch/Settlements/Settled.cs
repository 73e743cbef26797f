using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>Two sides' totals of the same, and whether they were found to agree.</summary>
public sealed record Comparison(SettlementTotals Ours, SettlementTotals Theirs, bool IsBalanced);

/// <summary>A batch of a terminal that was closed.</summary>
public sealed record ClosedBatch(TerminalId Terminal, BatchNumber Batch, Comparison Totals);

/// <summary>A day that was settled with an issuer.</summary>
public sealed record SettledDay(IssuerId Issuer, string Day, Comparison Totals);

/// <summary>How a comparison stands in a row: ours, what we were told, and whether they were the same.</summary>
static class ComparisonColumns
{
    public const string Names = """
        debits, debit_count, credits, credit_count, told_debits, told_debit_count, told_credits, told_credit_count,
        is_balanced
        """;

    public const string Values = """
        @debits, @debit_count, @credits, @credit_count, @told_debits, @told_debit_count, @told_credits,
        @told_credit_count, @is_balanced
        """;

    public static (string Name, object? Value)[] Parameters(
        Comparison totals, params ReadOnlySpan<(string Name, object? Value)> others) =>
    [
        .. others, .. Side("", totals.Ours), .. Side("told_", totals.Theirs),
        ("@is_balanced", totals.IsBalanced ? 1 : 0),
    ];

    public static Comparison Read(Row row, int first) =>
        new(Totals(row, first), Totals(row, first + 4), row.GetInt64(first + 8) == 1);

    private static (string Name, object? Value)[] Side(string told, SettlementTotals totals) =>
    [
        ($"@{told}debits", totals.Debits.MinorUnits), ($"@{told}debit_count", totals.DebitCount),
        ($"@{told}credits", totals.Credits.MinorUnits), ($"@{told}credit_count", totals.CreditCount),
    ];

    private static SettlementTotals Totals(Row row, int first) => new(
        Money.Fen(row.GetInt64(first)), row.GetInt32(first + 1), Money.Fen(row.GetInt64(first + 2)),
        row.GetInt32(first + 3));
}
