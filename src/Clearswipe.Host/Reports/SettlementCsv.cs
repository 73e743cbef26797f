using System.Globalization;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>
/// The report of a day's settlement for other programs (RFC 4180): a row for each batch, each issuer and each
/// difference. Amounts are in yuan; no value holds a comma.
/// </summary>
static class SettlementCsv
{
    private const string Head =
        "kind,day,issuer,terminal,batch,trace,reference,reason,code,ours,theirs,balanced,"
        + "our_debits,our_debit_count,our_credits,our_credit_count,"
        + "their_debits,their_debit_count,their_credits,their_credit_count";

    public static void Write(TextWriter output, SettlementView view)
    {
        output.WriteLine(Head);
        foreach (var batch in view.Batches)
            output.WriteLine(Row("batch", view.Day, $",{batch.Terminal},{batch.Batch},,,,,,", batch.Totals));
        foreach (var day in view.Days)
            output.WriteLine(day.Settled is { } settled
                ? Row("issuer", view.Day, $"{day.Issuer},,,,,,,,", settled)
                : $"issuer,{view.Day},{day.Issuer},,,,,,,,,,{Side(day.Totals)},,,,");
        foreach (var one in view.Differences)
            output.WriteLine(
                $"difference,{view.Day},{one.Issuer},{one.Id.Terminal},{one.Id.Batch},{one.Id.Trace},{one.Rrn},"
                + $"{one.Reason},{one.Code},{Yuan(one.Ours)},{Yuan(one.Theirs)},,,,,,,,,");
    }

    private static string Row(string kind, string day, string names, Comparison totals) =>
        $"{kind},{day},{names},{(totals.IsBalanced ? "yes" : "no")},{Side(totals.Ours)},{Side(totals.Theirs)}";

    private static string Side(SettlementTotals totals) =>
        $"{Yuan(totals.Debits)},{totals.DebitCount},{Yuan(totals.Credits)},{totals.CreditCount}";

    private static string Yuan(Money? money) =>
        money is { } amount ? (amount.MinorUnits / 100m).ToString("0.00", CultureInfo.InvariantCulture) : "";
}
