using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Vault;
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
        return message.Type switch
        {
            "0200" => fault is null ? await Sell(request) : await RefuseUnreadable(request, fault),
            _ when fault is not null => Say(request, Refusal(request, ResponseCode.FormatError, fault.ToString())),
            "0800" or "0820" => Say(request, request.Answer(ResponseCode.Approved, RepeatedOfManagement)),
            "0400" or "0401" or "0420" or "0421" => await Reverse(request),
            _ => Say(request, Refusal(request, ResponseCode.InvalidTransaction, "no such message is served")),
        };
    }

    // The damaged copy of a sale that was approved must not be heard as its refusal: what has no name hears nothing.
    private async Task<Reply> RefuseUnreadable(HostRequest request, WireFault fault)
    {
        if (request.Named is var (id, origin))
            return await Refuse(
                request, New(request, id, origin), isTrusted: false, ResponseCode.FormatError, fault.ToString());
        SwitchLog.BadHostBytes(log, request.Host.AcquirerId, fault);
        return new Reply.Nothing();
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
        var refused = asked.Refused(code, isTrusted);
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
        var named = new ReversalNamed(request.Amount, request.Message.Text(13), token, reason);
        // Refused for ever under these numbers, should the original still come (invariant M5).
        var tombstone = New(request, id, origin).Refused(ResponseCode.InvalidTransaction, isTrusted: true) with
        {
            Acknowledged = ResponseCode.OriginalNotFound,
            Reason = reason,
        };
        return Say(request, request.Answer(await journal.Reverse(tombstone, named), Repeated));
    }

    /// <summary>From the acquirer's key to the issuer's; no block, or no key to read one with, is well too.</summary>
    private bool TryTranslate(HostRequest request, Pan pan, Route route, out ReadOnlyMemory<byte>? translated)
    {
        translated = null;
        if (request.Host.PinKey is not { } key || request.Message.Bytes(52) is not { } block)
            return true;
        return ZonePin.TryTranslate(vault, key, route.Settings, pan, block, out translated);
    }

    // Without a day of ours: what its acquirer and the issuer owe each other, they settle between them.
    private Attempt New(HostRequest request, AttemptId id, HostOrigin origin) => new()
    {
        Number = journal.NextNumber(),
        Id = id,
        Host = origin,
        Merchant = new MerchantId(request.Message.Text(42) ?? ""),
        At = surroundings.Now,
        Card = request.Card is { } pan ? cards.Facts(pan) : CardFacts.Unread,
        Amount = request.Amount ?? Money.Fen(0),
        LocalTime = request.Message.Text(12) ?? origin.SentAt[4..],
        LocalDate = request.Message.Text(13) ?? origin.SentAt[..4],
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
