using System.Globalization;
using Clearswipe.Store;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Settlements;

/// <summary>
/// Settles each day that is over with its issuer: compares totals (0500), and where they differ goes through what the
/// issuer has, line by line (0320). What does not agree is listed with its reason; no money moves by itself.
/// </summary>
sealed class DaySettler(
    string acquirer, Route route, Database database, BusinessDays days, Surroundings surroundings, ILogger log)
{
    private static readonly string FromTheStart = new('0', 12);

    private int _lastTrace;

    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await SettleWhatIsOver();
            await Task.Delay(Limits.SettlementLooks, surroundings.Time, cancellation);
        }
    }

    /// <summary>Every day that is over, one after another, as far as the issuer answers.</summary>
    public async Task SettleWhatIsOver()
    {
        try
        {
            // Another machine may have settled some.
            days.Settled(
                route.Settings.Issuer, database.Read(session => DayTable.LastSettled(session, route.Settings.Issuer)));
            while (route.IsUp && Next() is { } day && await Settle(day))
                SwitchLog.DaySettled(log, route.Settings.Issuer, day, Find(day)!.Totals.IsBalanced);
        }
        catch (Exception failure)
        {
            // The outermost loop of settling: nothing was written, and it is tried again.
            SwitchLog.SettlingFailed(log, route.Settings.Issuer, failure);
        }
    }

    // A day waits for what is still on its way, but not for ever: what is open then is listed.
    private string? Next()
    {
        var now = surroundings.LocalNow;
        return database.Read(session =>
        {
            if (DayTable.Next(session, route.Settings.Issuer, Written(now)) is not { } day)
                return null;
            var isOpen = DayTable.Attempts(session, route.Settings.Issuer, day).Any(attempt => attempt.IsOpen());
            return isOpen && string.CompareOrdinal(day, Written(now - Limits.SettlementGrace)) >= 0 ? null : day;
        });
    }

    private async Task<bool> Settle(string day)
    {
        days.Settled(route.Settings.Issuer, day);
        var attempts = database.Read(session => DayTable.Attempts(session, route.Settings.Issuer, day));
        var ours = attempts.Where(attempt => attempt.CountsAtIssuer()).Totals();
        if (await AskTotals(day, ours) is not var (code, theirs))
            return false;
        var isBalanced = code.IsApproval && ours == theirs;
        var lines = isBalanced ? [] : await AskLines(day);
        if (lines is null)
            return false;

        var differences = DayComparison.Unsettled(route.Settings.Issuer, day, attempts)
            .Concat(isBalanced ? [] : DayComparison.Of(route.Settings.Issuer, day, attempts, lines)).ToList();
        await Write(new SettledDay(route.Settings.Issuer, day, new(ours, theirs, isBalanced)), differences);
        return true;
    }

    private async Task Write(SettledDay settled, IReadOnlyList<Difference> differences)
    {
        await database.Write(session =>
        {
            foreach (var difference in differences)
                DifferenceTable.Add(session, difference, surroundings.Now);
            DayTable.Settle(session, settled, surroundings.Now);
        });
        foreach (var difference in differences)
            SwitchLog.DiffersFromIssuer(
                log, settled.Issuer, settled.Day, difference.Rrn, difference.Reason);
    }

    private async Task<(ResponseCode Code, SettlementTotals Theirs)?> AskTotals(string day, SettlementTotals ours) =>
        await route.Ask(HostTotals.With(Named("0500", day), ours), "0510") is Exchange.Answered(var answer, _)
            && ResponseCode.Read(answer.Text(39)) is { } code
            && (code.IsApproval || code == ResponseCode.NotBalanced) && HostTotals.Read(answer) is { } theirs
            ? (code, theirs)
            : null;

    /// <summary>All that the issuer has of a day; null when it stopped answering.</summary>
    private async Task<IReadOnlyList<StatementLine>?> AskLines(string day)
    {
        var lines = new List<StatementLine>();
        for (var after = FromTheStart; ; after = lines[^1].Rrn)
        {
            if (await route.Ask(Named("0320", day).With(37, after), "0330") is not Exchange.Answered(var answer, _)
                || answer.Text(39) != ResponseCode.Approved.Value
                || StatementLine.Read(answer.Text(48)) is not { } page)
                return null;
            // A list that does not rise would never end.
            if (page.Count == 0 || string.CompareOrdinal(page[^1].Rrn, after) <= 0)
                return page.Count == 0 ? lines : null;
            lines.AddRange(page);
        }
    }

    private Message Named(string type, string day)
    {
        _lastTrace = new TraceNumber(_lastTrace).Next.Value;
        return new Message(type)
            .With(7, surroundings.Now.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture))
            .With(11, _lastTrace.ToString("D6", CultureInfo.InvariantCulture))
            .With(15, day[^4..])
            .With(32, acquirer);
    }

    private SettledDay? Find(string day) =>
        database.Read(session => DayTable.Find(session, route.Settings.Issuer, day));

    private static string Written(DateTimeOffset at) => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
