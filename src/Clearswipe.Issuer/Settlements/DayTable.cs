using Clearswipe.Issuer.Authorisations;
using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Settlements;

/// <summary>The days that were settled with an acquirer.</summary>
static class DayTable
{
    /// <summary>What counts on a day with an acquirer: approved, and not given back by a reversal.</summary>
    public static SettlementTotals Totals(Session session, string acquirer, string day) =>
        AuthorisationTable.Where(
            session, "acquirer = @acquirer and day = @day", ("@acquirer", acquirer), ("@day", day))
        .Where(done => done.Code.IsApproval && !done.IsReversed)
        .Aggregate(SettlementTotals.None, (totals, done) => totals.With(done.Service, done.Amount));

    /// <summary>What was said about money on a day, approved or not, after a reference number.</summary>
    public static IReadOnlyList<StatementLine> Lines(Session session, string acquirer, string day, string after)
    {
        const string condition = """
            acquirer = @acquirer and day = @day and rrn > @after
                and service not in ('PreAuthorisation', 'PreAuthorisationVoid', 'Balance', 'ScriptResult')
            order by rrn limit @most
            """;
        return
        [
            .. from done in AuthorisationTable.Where(
                   session, condition, ("@acquirer", acquirer), ("@day", day), ("@after", after),
                   ("@most", StatementLine.MostInField))
               select new StatementLine(
                   done.Rrn, done.Service.Side(), done.Code.IsApproval && !done.IsReversed, done.Amount, done.Code),
        ];
    }

    /// <summary>Closes a day once.</summary>
    public static void Close(
        Session session, string acquirer, string day, SettlementTotals totals, bool isBalanced, DateTimeOffset at)
    {
        const string sql = """
            insert into settled_day (acquirer, day, closed, debit_count, debit_amount, credit_count, credit_amount,
                                     is_balanced)
            values (@acquirer, @day, @closed, @debit_count, @debits, @credit_count, @credits, @is_balanced)
            on conflict do nothing
            """;
        session.Execute(
            sql, ("@acquirer", acquirer), ("@day", day), ("@closed", at.ToUnixTimeMilliseconds()),
            ("@debit_count", totals.DebitCount), ("@debits", totals.Debits.MinorUnits),
            ("@credit_count", totals.CreditCount), ("@credits", totals.Credits.MinorUnits),
            ("@is_balanced", isBalanced ? 1 : 0));
    }

    public static bool IsClosed(Session session, string acquirer, string day) =>
        session.First(
            "select 1 from settled_day where acquirer = @acquirer and day = @day", row => row.GetInt32(0),
            ("@acquirer", acquirer), ("@day", day)) == 1;
}
