using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// Field 48 of a UnionPay terminal's settlement (0500, 0510): 62 digits, twice debits amount 12 and number 3, credits
/// amount 12 and number 3, and how they compare; at home first, then abroad.
/// </summary>
public static class TerminalTotals
{
    private const int HalfLength = 31;
    private const int MostCounted = 1_000;
    private const char Balanced = '1';
    private const char NotBalanced = '2';

    /// <summary>Null when it is no such field, or counts what was taken abroad, which nobody here can.</summary>
    public static SettlementTotals? Read(string? field48) =>
        field48 is { Length: 2 * HalfLength } && !field48.AsSpan().ContainsAnyExceptInRange('0', '9')
            && !field48.AsSpan(HalfLength, HalfLength - 1).ContainsAnyExcept('0')
            ? new SettlementTotals(
                Money.Fen(Number(field48, 0, 12)), (int)Number(field48, 12, 3),
                Money.Fen(Number(field48, 15, 12)), (int)Number(field48, 27, 3))
            : null;

    /// <summary>The host's own totals, and whether the terminal's are the same.</summary>
    public static string Write(SettlementTotals totals, bool areBalanced)
    {
        var flag = areBalanced ? Balanced : NotBalanced;
        return $"{totals.Debits.MinorUnits:D12}{totals.DebitCount % MostCounted:D3}"
            + $"{totals.Credits.MinorUnits:D12}{totals.CreditCount % MostCounted:D3}{flag}"
            + $"{new string('0', HalfLength - 1)}{flag}";
    }

    /// <summary>Whether two sides say the same: the field has room for three digits of each number.</summary>
    public static bool Agree(SettlementTotals told, SettlementTotals ours) =>
        Write(told, areBalanced: true) == Write(ours, areBalanced: true);

    private static long Number(string field48, int at, int length) =>
        long.Parse(field48.AsSpan(at, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
