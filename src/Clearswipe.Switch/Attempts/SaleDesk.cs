using System.Globalization;
using Clearswipe.Switch.Advices;
using Clearswipe.Switch.Originals;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Settlements;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Attempts;

/// <summary>
/// Answers what a terminal asks of a card. Whatever is said about a trace number is written first, and the first word
/// stands: a copy of the message, true or corrupted, can neither charge again nor be told something else.
/// </summary>
sealed class SaleDesk(
    SwitchSettings settings, RouteTable routes, Journal journal, (Forwarder Forwarder, Adviser Adviser) onward,
    OriginalDesk originals, BusinessDays days, CardSafe cards, KeyVault vault, Surroundings surroundings, ILogger log)
{
    public async Task<byte[]?> Answer(PosRequest request)
    {
        if (request.SignOn is null)
            return Unsigned(request, ResponseCode.SignOnAgain, "it has not signed on");

        var macFits = request.MacFits(vault);
        var asked = SaleAsked.Read(request);
        if (macFits)
            asked = asked.WithTrack(request, vault);
        if (Admission.Against(request, asked, macFits, settings.OldestSoftware) is var (code, reason))
            return await Refuse(request, asked, macFits, code, reason);

        var route = routes.Of(asked.Card!.Value);
        if (route is null)
            return await Refuse(request, asked, macFits, ResponseCode.NoSuchIssuer, "no issuer has such cards");
        var issuer = route.Settings.Issuer;
        var attempt = New(request, asked) with { Issuer = issuer, Day = days.Of(issuer) };
        var (original, against) = originals.Find(request, asked, attempt.Card.Token);
        if (against is var (because, why))
            return await Refuse(request, asked, macFits, because, why);
        attempt = attempt with { Original = original?.Number };
        return asked.Service!.Value.IsAdvice()
            ? Sealed(request, await onward.Adviser.Take(Advice(request, attempt), route), attempt)
            : await Forward(request, asked, attempt, original, route);
    }

    /// <summary>A sale that cannot be read to its end; null when its copy was read already.</summary>
    public async Task<byte[]?> RefuseUnreadable(PosRequest request, WireFault fault)
    {
        var (code, reason) = (ResponseCode.FormatError, fault.ToString());
        return ServiceCodes.AsksOfCard(request.Message.Type) && request.SignOn is not null
            ? await Refuse(request, SaleAsked.Read(request), isTrusted: false, code, reason)
            : Unsigned(request, code, reason);
    }

    private async Task<byte[]?> Forward(
        PosRequest request, SaleAsked asked, Attempt attempt, Attempt? original, Route route)
    {
        var pan = asked.Card!.Value;
        if (!TryTranslate(request, pan, route, out var pinBlock))
            return await Refuse(
                request, asked, isTrusted: true, ResponseCode.PinFormatError, "the PIN block is garbled");

        var message = IssuerMessages.Request(
            attempt, original, settings.AcquirerId, pan, request.Message, pinBlock);
        if (asked.OpenedTrack is { } track)
            message.With(35, track.Reveal());
        return Sealed(request, await onward.Forwarder.Forward(attempt, route, message), attempt);
    }

    private Attempt Advice(PosRequest request, Attempt attempt) => attempt with
    {
        State = AttemptState.Advising,
        Due = surroundings.Now,
        ApprovalCode = request.Message.Text(38),
        Acknowledged = attempt.Service.IsNotice() ? ResponseCode.Approved : null,
        Chip = AdviceChip.Of(request.Message.Bytes(55)),
    };

    private async Task<byte[]?> Refuse(
        PosRequest request, SaleAsked asked, bool isTrusted, ResponseCode code, string reason)
    {
        if (asked.Id is null)
            return Unsigned(request, ResponseCode.FormatError, "the trace number is nothing");

        SwitchLog.Refused(log, request.Id.Value, request.Message.Type, request.Trace, code, reason);
        var refused = New(request, asked).Refused(code, isTrusted) with
        {
            Issuer = asked.Card is { } pan ? routes.Of(pan)?.Settings.Issuer : null,
        };
        var (attempt, isNew) = await journal.Begin(refused, _ => { });
        // A forged or damaged copy of what was already asked: the true one has its answer, this one gets none.
        return isNew || isTrusted ? Sealed(request, attempt, refused) : null;
    }

    /// <summary>From the terminal's key to the zone's; no block at all is well too.</summary>
    private bool TryTranslate(PosRequest request, Pan pan, Route route, out ReadOnlyMemory<byte>? translated)
    {
        translated = null;
        if (request.Message.Bytes(52) is not { } block)
            return true;
        // Field 52 has eight bytes, a block under SM4 sixteen; where the family puts it is not public.
        if (request.SignOn?.Keys.Pin.Algorithm == KeyAlgorithm.Sm4)
            return false;
        Invariant.Holds(request.SignOn is not null, "a sale with a good MAC came from a terminal with keys");
        return ZonePin.TryTranslate(vault, request.SignOn.Keys.Pin, route.Settings, pan, block, out translated);
    }

    private Attempt New(PosRequest request, SaleAsked asked) => new()
    {
        Number = journal.NextNumber(),
        Id = asked.Id!.Value,
        Merchant = request.Terminal.Settings.Merchant,
        At = surroundings.Now,
        Card = asked.Card is { } pan ? cards.Facts(pan) : CardFacts.Unread,
        Amount = asked.Amount ?? Money.Fen(0),
        Service = asked.Service ?? Service.Sale,
        Day = surroundings.LocalNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        LocalTime = asked.LocalTime ?? surroundings.LocalNow.ToString("HHmmss", CultureInfo.InvariantCulture),
        LocalDate = asked.LocalDate ?? surroundings.LocalNow.ToString("MMdd", CultureInfo.InvariantCulture),
        State = AttemptState.Forwarded,
    };

    private byte[] Sealed(PosRequest request, Attempt attempt, Attempt asked)
    {
        var (code, approvalCode) = attempt.Told(asked);
        var answer = request.Answer(code, 3, 4, 11, 25, 41, 42, 49, 60)
            .With(12, request.Message.Text(12) ?? attempt.LocalTime)
            .With(13, request.Message.Text(13) ?? attempt.LocalDate)
            .With(32, settings.AcquirerId)
            .With(37, attempt.Rrn);
        if (approvalCode is not null)
            answer.With(38, approvalCode);
        if (!attempt.Service.IsAdvice() && attempt.IsSameSale(asked) && attempt.Chip is { } chip
            && attempt.State is AttemptState.Approved or AttemptState.Refused)
            answer.With(55, chip);
        if (code.IsApproval && attempt.Balance is { } balance)
            answer.With(54, AdditionalAmount.Write(balance));
        if (attempt.Issuer is { } issuer)
            answer.With(44, issuer.Value.PadRight(11)[..11] + settings.AcquirerId.PadRight(11));
        return request.Sealed(answer, vault);
    }

    // Without keys there is no MAC, so the terminal takes this for a hint and never for an outcome: nothing is written.
    private byte[] Unsigned(PosRequest request, ResponseCode code, string reason)
    {
        SwitchLog.Refused(log, request.Id.Value, request.Message.Type, request.Trace, code, reason);
        return request.Unsigned(request.Answer(code, 3, 4, 11, 12, 13, 41, 42, 60));
    }
}
