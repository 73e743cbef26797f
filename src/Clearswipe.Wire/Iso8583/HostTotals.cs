using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// A host's totals of a day (0500, 0510; ISO 8583:1987): number of credits 74 and of debits 76, amount of credits 86
/// and of debits 88, net amount 97, a debit where the acquirer is owed.
/// </summary>
public static class HostTotals
{
    public static Message With(Message message, SettlementTotals totals) => message
        .With(74, totals.CreditCount.ToString("D10", CultureInfo.InvariantCulture))
        .With(76, totals.DebitCount.ToString("D10", CultureInfo.InvariantCulture))
        .With(86, totals.Credits.MinorUnits.ToString("D16", CultureInfo.InvariantCulture))
        .With(88, totals.Debits.MinorUnits.ToString("D16", CultureInfo.InvariantCulture))
        .With(97, (totals.Net.MinorUnits < 0 ? "C" : "D")
            + Math.Abs(totals.Net.MinorUnits).ToString("D16", CultureInfo.InvariantCulture));

    /// <summary>Null when a field is missing.</summary>
    public static SettlementTotals? Read(Message message) =>
        Number(message, 88) is { } debits && Number(message, 76) is { } debitCount and <= int.MaxValue
            && Number(message, 86) is { } credits && Number(message, 74) is { } creditCount and <= int.MaxValue
            ? new SettlementTotals(Money.Fen(debits), (int)debitCount, Money.Fen(credits), (int)creditCount)
            : null;

    private static long? Number(Message message, int field) =>
        long.TryParse(message.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
