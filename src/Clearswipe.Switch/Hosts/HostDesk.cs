using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vault;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Hosts;

/// <summary>
/// Answers an acquirer's host, as <see cref="SaleDesk"/> answers a terminal: whatever is said about a sale is written
/// first, and the first word stands.
/// </summary>
sealed class HostDesk(
    RouteTable routes, Journal journal, Forwarder forwarder, CardSafe cards, KeyVault vault,
    Surroundings surroundings, ILogger log)
{
    private const string Renminbi = "156";

    private static readonly int[] Repeated = [2, 3, 4, 7, 11, 12, 13, 14, 25, 32, 37, 41, 42, 49];
    private static readonly int[] RepeatedOfManagement = [7, 11, 12, 13, 41, 70];

    public async Task<Reply> Answer(HostSettings host, ReadOnlyMemory<byte> bytes)
    {
        var fault = host.Dialect.TryRead(bytes, out var message);
        if (MessageType.Read(message.Type) is not { IsRequest: true })
            return new Reply.HangUp(fault ?? new WireFault(0, 0, $"{message.Type} is no request"));

        var request = new HostRequest(message, host);
        if (fault is not null)
            return Say(request, Refusal(request, ResponseCode.FormatError, fault.ToString()));
        return message.Type switch
        {
            "0800" or "0820" => Say(request, request.Answer(ResponseCode.Approved, RepeatedOfManagement)),
            "0200" => await Sell(request),
            "0400" or "0401" or "0420" or "0421" => await Reverse(request),
            _ => Say(request, Refusal(request, ResponseCode.InvalidTransaction, "no such message is served")),
        };
    }

    private async Task<Reply> Sell(HostRequest request)
    {
        if (request.Named is not var (id, origin))
            return Say(request, Refusal(request, ResponseCode.FormatError, "field 7, 11 or 41 is missing"));
        var attempt = New(request, id, origin);
        var macFits = request.MacFits(vault);
        if (Against(request, macFits) is var (code, reason))
            return await Refuse(request, attempt, macFits, code, reason);
        var pan = request.Card!.Value;
        if (routes.Of(pan) is not { } route)
            return await Refuse(request, attempt, macFits, ResponseCode.NoSuchIssuer, "no issuer has such cards");
        if (!TryTranslate(request, pan, route, out var block))
            return await Refuse(request, attempt, macFits, ResponseCode.PinFormatError, "the PIN block is garbled");

        attempt = attempt with { Issuer = route.Settings.Issuer };
        var sale = IssuerMessages.Request(
            attempt, null, request.Host.AcquirerId, pan, request.Message, block);
        return Say(request, Told(request, await forwarder.Forward(attempt, route, sale), attempt));
    }

    private static (ResponseCode Code, string Reason)? Against(HostRequest request, bool macFits)
    {
        var message = request.Message;
        return !macFits ? (ResponseCode.MacError, "the MAC does not fit")
            : message.Text(32) is { } acquirer && acquirer != request.Host.AcquirerId
                ? (ResponseCode.InvalidMerchant, "field 32 names another acquirer")
            : message.Text(3) != "000000" || message.Text(49) is not (null or Renminbi)
                ? (ResponseCode.InvalidTransaction, "it is no sale in renminbi")
            : request.Amount is not { IsPositive: true } ? (ResponseCode.InvalidAmount, "there is no amount")
            : message.Text(42) is null ? (ResponseCode.InvalidMerchant, "there is no merchant")
            : request.Card is null ? (ResponseCode.FormatError, "there is no card number") : null;
    }

    private async Task<Reply> Refuse(
        HostRequest request, Attempt asked, bool isTrusted, ResponseCode code, string reason)
    {
        Refusal(request, code, reason);
        var refused = asked with { State = AttemptState.Refused, Code = code };
        // What cannot be trusted is not kept: a bit that flipped in the amount must not contradict a reversal later.
        refused = isTrusted
            ? refused with { Card = refused.Card with { Sealed = null } }
            : refused with { Card = CardFacts.Unread, Amount = Money.Fen(0) };
        var (attempt, isNew) = await journal.Begin(refused, _ => { });
        // A forged or damaged copy of what was already asked: the true one has its answer, this one gets none.
        return isNew || isTrusted ? Say(request, Told(request, attempt, refused)) : new Reply.Nothing();
    }

    private async Task<Reply> Reverse(HostRequest request)
    {
        if (!request.MacFits(vault))
            return Say(request, Refusal(request, ResponseCode.MacError, "the MAC does not fit"));
        if (request.Original is not var (id, origin) || request.Amount is null)
            return Say(request, Refusal(request, ResponseCode.FormatError, "it does not name its original"));

        var reason = ResponseCode.Read(request.Message.Text(39)) ?? ResponseCode.IssuerTimedOut;
        var token = request.Card is { } pan ? cards.Facts(pan).Token : null;
        var named = new ReversalNamed(request.Amount, request.LocalDate, token, reason);
        // Refused for ever under these numbers, should the original still come (invariant M5).
        var tombstone = New(request, id, origin) with
        {
            State = AttemptState.Refused,
            Code = ResponseCode.InvalidTransaction,
            Acknowledged = ResponseCode.OriginalNotFound,
            Reason = reason,
        };
        tombstone = tombstone with { Card = tombstone.Card with { Sealed = null } };
        return Say(request, request.Answer(await journal.Reverse(tombstone, named), Repeated));
    }

    /// <summary>From the acquirer's key to the issuer's; no block, or no key to read one with, is well too.</summary>
    private bool TryTranslate(HostRequest request, Pan pan, Route route, out ReadOnlyMemory<byte>? translated)
    {
        translated = null;
        if (request.Host.PinKey is not { } key || request.Message.Bytes(52) is not { } block)
            return true;
        var inZone = new byte[PinFormat.Iso0.BlockLength()];
        var (from, to) = (PinBlockKey.Iso0(key), PinBlockKey.Iso0(route.Settings.PinKey));
        if (vault.Pins.Translate(from, to, pan, block.Span, inZone).IsGarbled)
            return false;
        translated = inZone;
        return true;
    }

    private Attempt New(HostRequest request, AttemptId id, HostOrigin origin) => new()
    {
        Number = journal.NextNumber(),
        Id = id,
        Host = origin,
        Merchant = new MerchantId(request.Message.Text(42) ?? ""),
        At = surroundings.Now,
        Card = request.Card is { } pan ? cards.Facts(pan) : CardFacts.Unread,
        Amount = request.Amount ?? Money.Fen(0),
        LocalTime = request.LocalTime,
        LocalDate = request.LocalDate,
        Day = surroundings.LocalNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        State = AttemptState.Forwarded,
    };

    private static Message Told(HostRequest request, Attempt attempt, Attempt asked)
    {
        var (code, approvalCode) = attempt.Told(asked);
        var answer = request.Answer(code, Repeated);
        return approvalCode is null ? answer : answer.With(38, approvalCode);
    }

    private Message Refusal(HostRequest request, ResponseCode code, string reason)
    {
        var message = request.Message;
        SwitchLog.HostRefused(log, request.Host.AcquirerId, message.Type, message.Text(11) ?? "", code, reason);
        return request.Answer(code, Repeated);
    }

    private Reply.Say Say(HostRequest request, Message answer) => new(request.Sealed(answer, vault));
}
