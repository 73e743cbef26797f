using System.Globalization;
using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Settlements;

/// <summary>
/// Closes terminals' batches: at once when both sides count the same, otherwise when the terminal has uploaded what it
/// holds. A batch is closed once, and told alike each time (invariant M10).
/// </summary>
sealed class SettlementDesk(
    SwitchSettings settings, Database database, CardSafe cards, KeyVault vault, Surroundings surroundings, ILogger log)
{
    private static readonly BatchNumber LastBatch = new(999_999);

    /// <summary>Answers 0500 with our own totals, and whether the terminal's are the same.</summary>
    public async Task<byte[]> Settle(PosRequest request)
    {
        if (Distrust(request) is { } distrusted)
            return Refused(request, distrusted);
        if (request.Batch is not { } batch || TerminalTotals.Read(request.Message.Text(48)) is not { } told)
            return Refused(request, ResponseCode.FormatError);

        var (code, totals) = await database.Write(session => Settle(session, request, batch, told));
        Turn(request, code, totals);
        return totals is null
            ? Refused(request, code)
            : Answered(request, code, TerminalTotals.Write(totals.Ours, totals.IsBalanced));
    }

    /// <summary>Answers 0320: keeps what was uploaded, or closes the batch when that was all (202, 207).</summary>
    public async Task<byte[]> Upload(PosRequest request)
    {
        if (Distrust(request) is { } distrusted)
            return Refused(request, distrusted);
        if (request.Batch is not { } batch)
            return Refused(request, ResponseCode.FormatError);
        if (request.Function is "202" or "207")
            return await End(request, batch);
        if (UploadList.Read(request) is not { } rows)
            return Refused(request, ResponseCode.FormatError);

        var code = await database.Write(session => Keep(session, request, batch, rows));
        return Answered(request, code, null);
    }

    private (ResponseCode Code, Comparison? Totals) Settle(
        Session session, PosRequest request, BatchNumber batch, SettlementTotals told)
    {
        if (BatchTable.Find(session, request.Id, batch) is { } closed)
            return (ResponseCode.Approved, closed.Totals);
        if (batch != request.Terminal.Batch)
            return (ResponseCode.SignOnAgain, null);
        var attempts = BatchTable.Attempts(session, request.Id, batch);
        // It will count or not within seconds: nobody compares before that.
        if (attempts.Any(attempt => attempt.State == AttemptState.Forwarded))
            return (ResponseCode.StillDeciding, null);

        var ours = attempts.Where(attempt => attempt.CountsAtTerminal()).Totals();
        var totals = new Comparison(ours, told, TerminalTotals.Agree(told, ours));
        if (totals.IsBalanced)
            Close(session, new ClosedBatch(request.Id, batch, totals));
        return (ResponseCode.Approved, totals);
    }

    private ResponseCode Keep(
        Session session, PosRequest request, BatchNumber batch,
        IReadOnlyList<(TraceNumber Trace, Pan Card, Money Amount)> rows)
    {
        if (BatchTable.Find(session, request.Id, batch) is not null)
            return ResponseCode.Approved;
        if (batch != request.Terminal.Batch)
            return ResponseCode.SignOnAgain;
        foreach (var (trace, card, amount) in rows)
            BatchTable.Upload(
                session, new Uploaded(new AttemptId(request.Id, batch, trace), cards.Token(card), amount));
        return ResponseCode.Approved;
    }

    private async Task<byte[]> End(PosRequest request, BatchNumber batch)
    {
        var code = await database.Write(session => End(session, request, batch));
        if (code.IsApproval)
            Turn(request, batch);
        return Answered(request, code, null);
    }

    private ResponseCode End(Session session, PosRequest request, BatchNumber batch)
    {
        if (BatchTable.Find(session, request.Id, batch) is not null)
            return ResponseCode.Approved;
        if (batch != request.Terminal.Batch)
            return ResponseCode.SignOnAgain;
        var attempts = BatchTable.Attempts(session, request.Id, batch);
        var uploads = BatchTable.Uploads(session, request.Id, batch);
        foreach (var difference in BatchComparison.Of(Today, attempts, uploads))
        {
            DifferenceTable.Add(session, difference, surroundings.Now);
            SwitchLog.DiffersFromTerminal(log, difference.Id, difference.Reason);
        }

        var ours = attempts.Where(attempt => attempt.CountsAtTerminal()).Totals();
        Close(session, new ClosedBatch(
            request.Id, batch, new Comparison(ours, Told(attempts, uploads), IsBalanced: false)));
        return ResponseCode.Approved;
    }

    // An upload says no side: what we know counts on ours, what we do not is a payment that the terminal claims.
    private static SettlementTotals Told(IReadOnlyList<Attempt> attempts, IReadOnlyList<Uploaded> uploads)
    {
        var services = attempts.ToDictionary(attempt => attempt.Id, attempt => attempt.Service);
        return uploads.Aggregate(
            SettlementTotals.None,
            (totals, uploaded) => totals.With(services.GetValueOrDefault(uploaded.Id, Service.Sale), uploaded.Amount));
    }

    private void Close(Session session, ClosedBatch closed) =>
        BatchTable.Close(session, closed, Next(closed.Batch), (Today, surroundings.Now));

    private void Turn(PosRequest request, ResponseCode code, Comparison? totals)
    {
        if (code.IsApproval && totals is { IsBalanced: true })
            Turn(request, request.Batch!.Value);
    }

    // The terminal hears the new number at its next sign-on; until then its sales are answered 77.
    private static void Turn(PosRequest request, BatchNumber closed)
    {
        if (request.Terminal is { SignOn: { } signOn } terminal && terminal.Batch == closed)
            terminal.SignedOn(signOn with { Batch = Next(closed) });
    }

    private string Today => surroundings.LocalNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static BatchNumber Next(BatchNumber batch) =>
        batch == LastBatch ? Terminal.FirstBatch : new BatchNumber(batch.Value + 1);

    // The family sends settlements without a MAC; one that is there must fit.
    private ResponseCode? Distrust(PosRequest request) =>
        request.SignOn is null ? ResponseCode.SignOnAgain
        : request.MacIsNotWrong(vault) ? null : ResponseCode.MacError;

    private byte[] Refused(PosRequest request, ResponseCode code)
    {
        SwitchLog.Refused(log, request.Id.Value, request.Message.Type, request.Trace, code, "it is no settlement now");
        return Answered(request, code, null);
    }

    private byte[] Answered(PosRequest request, ResponseCode code, string? field48)
    {
        var now = surroundings.LocalNow;
        var answer = request.Answer(code, 11, 41, 42, 49, 60, 63)
            .With(12, now.ToString("HHmmss", CultureInfo.InvariantCulture))
            .With(13, now.ToString("MMdd", CultureInfo.InvariantCulture))
            .With(15, now.ToString("MMdd", CultureInfo.InvariantCulture))
            .With(32, settings.AcquirerId)
            .With(37, new string('0', 12));
        if (field48 is not null)
            answer.With(48, field48);
        return request.InKind(answer, vault);
    }
}
