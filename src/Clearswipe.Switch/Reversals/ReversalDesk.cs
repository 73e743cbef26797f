using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Originals;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Reversals;

/// <summary>Takes a terminal's reversal, and tells what became of an attempt that it looks up.</summary>
sealed class ReversalDesk(
    Journal journal, CardSafe cards, KeyVault vault, Surroundings surroundings, ILogger log)
{
    public async Task<byte[]?> Answer(PosRequest request) => Sealed(request, await Take(request));

    /// <summary>The original's own answer when it is final; the terminal reverses on anything else.</summary>
    public Message LookUp(PosRequest request)
    {
        int[] repeated = [11, 12, 13, 41, 42, 60];
        if (Distrust(request) is { } distrusted)
            return request.Answer(distrusted, repeated);
        if (Find(request) is not { } attempt)
            return request.Answer(ResponseCode.OriginalNotFound, repeated);

        var answer = request.Answer(Finally(attempt), repeated);
        return attempt.State is AttemptState.Approved or AttemptState.Refused ? With(answer, attempt) : answer;
    }

    private async Task<ResponseCode> Take(PosRequest request)
    {
        if (Distrust(request) is { } distrusted)
            return distrusted;
        var amount = SaleAsked.AmountOf(request.Message.Text(4));
        if (OriginalNamed.ReadReversed(request) is not var (id, date) || amount is null)
            return ResponseCode.FormatError;

        var pan = Pan.Read(request.Message.Text(2));
        var reason = ResponseCode.Read(request.Message.Text(39)) ?? ResponseCode.IssuerTimedOut;
        var named = new ReversalNamed(amount, date, pan is { } card ? cards.Facts(card).Token : null, reason);
        return await journal.Reverse(Tombstone(request, id, named, pan), named);
    }

    // Refused for ever under these numbers, should the original still come (invariant M5).
    private Attempt Tombstone(PosRequest request, AttemptId id, ReversalNamed named, Pan? pan) => new()
    {
        Number = journal.NextNumber(),
        Id = id,
        Merchant = request.Terminal.Settings.Merchant,
        At = surroundings.Now,
        Card = pan is { } card ? cards.Facts(card) with { Sealed = null } : CardFacts.Unread,
        Amount = named.Amount ?? Money.Fen(0),
        Service = OriginalNamed.Service(request),
        LocalTime = request.Message.Text(12) ?? surroundings.LocalNow.ToString("HHmmss", CultureInfo.InvariantCulture),
        LocalDate = named.Date ?? surroundings.LocalNow.ToString("MMdd", CultureInfo.InvariantCulture),
        State = AttemptState.Refused,
        Code = ResponseCode.InvalidTransaction,
        Acknowledged = ResponseCode.OriginalNotFound,
        Reason = named.Reason,
    };

    private Attempt? Find(PosRequest request) =>
        OriginalNamed.Read(request) is var (id, date) && journal.Find(id) is { } attempt && attempt.IsMeantBy(
            SaleAsked.AmountOf(request.Message.Text(4)), date, null)
            ? attempt
            : null;

    private ResponseCode? Distrust(PosRequest request)
    {
        ResponseCode? code = request.SignOn is null ? ResponseCode.SignOnAgain
            : request.MacFits(vault) ? null : ResponseCode.MacError;
        if (code is { } distrusted)
            SwitchLog.Refused(
                log, request.Id.Value, request.Message.Type, request.Trace, distrusted, "the MAC does not fit");
        return code;
    }

    private static ResponseCode Finally(Attempt attempt) => attempt.State switch
    {
        AttemptState.Forwarded or AttemptState.Advising => ResponseCode.StillDeciding,
        AttemptState.Approved or AttemptState.Refused => attempt.Told(attempt).Code,
        AttemptState.Reversing or AttemptState.Reversed => ResponseCode.OriginalNotFound,
        _ => throw new InvariantException("an attempt is in one of its six states"),
    };

    private static Message With(Message answer, Attempt attempt)
    {
        answer.With(4, attempt.Amount.MinorUnits.ToString("D12", CultureInfo.InvariantCulture)).With(37, attempt.Rrn);
        return attempt.ApprovalCode is { } approval ? answer.With(38, approval) : answer;
    }

    private byte[] Sealed(PosRequest request, ResponseCode code) =>
        request.Sealed(request.Answer(code, 3, 4, 11, 12, 13, 41, 42, 49, 60), vault);
}
