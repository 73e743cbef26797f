using Clearswipe.Issuer.Holds;
using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Settlements;

/// <summary>
/// Settles days with acquirers: says whether the totals agree (00, 95) with its own beside them, and what stands behind
/// them line by line. Asked again, it says what is true then.
/// </summary>
sealed class DayDesk(Database database, Surroundings surroundings)
{
    private static readonly int[] Repeated = [7, 11, 15, 32];

    /// <summary>Answers 0500; null when it does not say whose day it settles.</summary>
    public async Task<Message?> Settle(Message request)
    {
        if (Named(request) is not var (acquirer, day) || HostTotals.Read(request) is not { } told)
            return null;
        var (ours, isBalanced) = await database.Write(session =>
        {
            HoldDesk.GiveBackAllLapsed(session, surroundings.Now);
            var totals = DayTable.Totals(session, acquirer, day);
            DayTable.Close(session, acquirer, day, totals, totals == told, surroundings.Now);
            return (totals, totals == told);
        });
        return HostTotals.With(
            Answer(request, isBalanced ? ResponseCode.Approved : ResponseCode.NotBalanced), ours);
    }

    /// <summary>Answers 0320 with the lines after the reference in field 37; none is the end.</summary>
    public Message? List(Message request)
    {
        if (Named(request) is not var (acquirer, day) || request.Text(37) is not { } after)
            return null;
        var lines = database.Read(session => DayTable.Lines(session, acquirer, day, after));
        var answer = Answer(request, ResponseCode.Approved);
        return lines.Count == 0 ? answer : answer.With(48, StatementLine.Write(lines));
    }

    private (string Acquirer, string Day)? Named(Message request) =>
        request.Text(32) is { } acquirer && request.Text(15) is { } day
            ? (acquirer.TrimStart('0'), SettlementDay.Read(day, surroundings.LocalNow))
            : null;

    private static Message Answer(Message request, ResponseCode code)
    {
        var answer = new Message(MessageType.AnswerTo(request.Type)).With(39, code.Value);
        foreach (var field in Repeated)
            if (request.Text(field) is { } text)
                answer.With(field, text);
        return answer;
    }
}
