using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Chips;
using Clearswipe.Issuer.Settlements;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Issuer;

/// <summary>Reads what the switch sends, has it decided, and signs the answer.</summary>
sealed class IssuerSession(
    IssuerSettings settings, Authoriser authoriser, DayDesk days, ChipDesk chips, KeyVault vault, ILogger log)
{
    private static readonly int[] SaleEcho = [3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49];

    /// <summary>Bytes that are no message are logged and harm nothing else.</summary>
    public async Task<Reply> Answer(ReadOnlyMemory<byte> bytes) =>
        await AnswerTo(bytes) is { } answer ? new Reply.Say(answer) : new Reply.Nothing();

    private async Task<byte[]?> AnswerTo(ReadOnlyMemory<byte> bytes)
    {
        if (settings.Dialect.TryRead(bytes, out var request) is { } fault)
        {
            IssuerLog.BadBytes(log, settings.Issuer, fault);
            return null;
        }

        switch (request.Type)
        {
            case "0800":
                return settings.Dialect.Write(Echoed(request, "0810", [7, 11, 70]).With(39, "00"));
            case "0100" or "0200" or "0220" or "0620":
                return await AnswerAsked(request) is { } said ? Signed(Answered(request, said)) : null;
            case "0400":
                return await AnswerReversal(request) is { } code
                    ? Signed(Echoed(request, "0410", SaleEcho).With(39, code.Value))
                    : null;
            case "0500" or "0320":
                return await AnswerSettlement(request) is { } settled ? Signed(settled) : null;
            default:
                IssuerLog.UnknownType(log, settings.Issuer, request.Type);
                return null;
        }
    }

    private async Task<Said?> AnswerAsked(Message request)
    {
        if (AuthorisationKey.Of(request) is not { } key)
        {
            IssuerLog.NoNumbers(log, settings.Issuer, request.Type);
            return null;
        }

        var service = ServiceCodes.AskedOfIssuer(request);
        if (!MacFits(request))
            return service is { } advice && advice.IsAdvice()
                // It comes again, so that its damage is not its last word.
                ? new Said(ResponseCode.MacError, null)
                : await authoriser.Refuse(key, ResponseCode.MacError);
        return service is not { } asked ? await authoriser.Refuse(key, ResponseCode.InvalidTransaction)
            : SaleRequest.Read(request, key, asked) is not { } sale
                ? await authoriser.Refuse(key, ResponseCode.FormatError)
            : await authoriser.Answer(
                sale with { Chip = chips.Look(request, sale.Pan, sale.Amount) }, vault.Cards.Token(sale.Pan));
    }

    // What cannot be trusted or read is not answered: the switch asks again.
    private async Task<Message?> AnswerSettlement(Message request)
    {
        if (!MacFits(request))
            return null;
        var answer = request.Type == "0500" ? await days.Settle(request) : days.List(request);
        if (answer is null)
            IssuerLog.NoNumbers(log, settings.Issuer, request.Type);
        return answer;
    }

    // A reversal that cannot be trusted or read changes nothing, and its answer does not end it: it comes again.
    private async Task<ResponseCode?> AnswerReversal(Message request)
    {
        if (!MacFits(request))
            return ResponseCode.MacError;
        if (AuthorisationKey.OfOriginal(request) is { } original
            && ServiceCodes.AskedByReversal(request) is { } service
            && SaleRequest.Read(request, original, service) is { } reversal)
            return await authoriser.Reverse(original, reversal, vault.Cards.Token(reversal.Pan));

        IssuerLog.NoNumbers(log, settings.Issuer, request.Type);
        return ResponseCode.FormatError;
    }

    private bool MacFits(Message request)
    {
        var fits = request.Mac is { } mac
            && vault.Macs.Fits(settings.ZoneMacKey, settings.Mac, request.Signed.Span, mac.Span);
        if (!fits)
            IssuerLog.MacWrong(log, settings.Issuer, request.Type, request.Text(11));
        return fits;
    }

    private byte[] Signed(Message answer) => settings.Dialect.WriteSigned(
        answer, (bytes, mac) => vault.Macs.Write(settings.ZoneMacKey, settings.Mac, bytes, mac));

    private Message Answered(Message request, Said said)
    {
        var answer = Echoed(request, MessageType.AnswerTo(request.Type), SaleEcho).With(39, said.Code.Value);
        if (said.Balance is { } balance)
            answer.With(54, AdditionalAmount.Write(balance));
        if (MessageType.Read(request.Type) is { Function: 0 } && chips.Respond(request, said.Code) is { } response)
            answer.With(55, response);
        return said.ApprovalCode is { } approval ? answer.With(38, approval) : answer;
    }

    private static Message Echoed(Message request, string type, int[] fields)
    {
        var answer = new Message(type);
        foreach (var field in fields)
            if (request.Text(field) is { } text)
                answer.With(field, text);
        return answer;
    }
}
