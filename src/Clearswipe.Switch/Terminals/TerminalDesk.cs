using System.Globalization;
using System.Text;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Downloads;
using Clearswipe.Switch.Reversals;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Terminals;

/// <summary>Reads what a terminal sends and hands it to whoever answers it.</summary>
sealed class TerminalDesk(
    IReadOnlyDictionary<string, Terminal> terminals, KeyDelivery keys, DownloadDesk downloads, SaleDesk sales,
    ReversalDesk reversals, SettlementDesk settlements, NoticeBoard notices, KeyVault vault, Surroundings surroundings,
    ILogger log)
{
    public async Task<Reply> Answer(ReadOnlyMemory<byte> bytes)
    {
        if (PosEnvelope.TryRead(bytes, out var envelope, out var body) is { } bad)
            return new Reply.HangUp(bad);

        var fault = Dialect.UnionPayPos.TryRead(body, out var message);
        if (message.Text(11) is not { } trace || message.Text(41) is not { } id)
            return new Reply.HangUp(fault ?? new WireFault(0, 0, "no trace number or no terminal: nobody to answer"));
        if ((message.Type[2] - '0') % 2 != 0)
            return new Reply.HangUp(new WireFault(0, 0, $"{message.Type} is no request"));
        if (!terminals.TryGetValue(id, out var terminal))
            return Unknown(envelope, message, id, trace);

        terminal.Heard(surroundings.Now, PosRequest.SoftwareOf(envelope));
        var request = new PosRequest(envelope, message, terminal, terminal.SignOn).Renewed(vault);
        var answer = fault is null ? await AnswerTo(request) : await sales.RefuseUnreadable(request, fault);
        return answer is null ? new Reply.Nothing() : new Reply.Say(answer);
    }

    private async Task<byte[]?> AnswerTo(PosRequest request) => (request.Message.Type, request.Function) switch
    {
        ("0800" or "0820", ['3', '6' or '7' or '8', _]) => downloads.Answer(request) ?? NotServed(request),
        ("0800", _) => await SignOn(request),
        ("0820", "301") => Echo(request),
        ("0820", "002") => await SignOff(request),
        ("0820", "901") => request.Sealed(reversals.LookUp(request), vault),
        ("0100" or "0200" or "0220" or "0620", _) => await sales.Answer(request),
        ("0320", _) => await settlements.Upload(request),
        ("0500", _) => await settlements.Settle(request),
        ("0400", _) => await reversals.Answer(request),
        _ => NotServed(request),
    };

    private byte[] NotServed(PosRequest request) =>
        request.Sealed(request.Answer(ResponseCode.InvalidTransaction, 3, 4, 11, 12, 13, 41, 42, 60), vault);

    private async Task<byte[]> SignOn(PosRequest request)
    {
        if (KeyForm.Of(request.Function, request.Terminal.Settings.Master.Algorithm) is not { } form)
            return request.Unsigned(request.Answer(ResponseCode.InvalidTransaction, 11, 41, 42, 60));
        var delivery = await keys.Deliver(request.Terminal, request.Trace, form);
        SwitchLog.SignedOn(log, request.Id);
        var now = surroundings.LocalNow;
        return request.Unsigned(request.Answer(ResponseCode.Approved, 11, 41, 42)
            .With(12, now.ToString("HHmmss", CultureInfo.InvariantCulture))
            .With(13, now.ToString("MMdd", CultureInfo.InvariantCulture))
            .With(37, new string('0', 12))
            .With(60, $"00{request.Terminal.Batch}{form.Function}")
            .With(62, delivery));
    }

    /// <summary>Its keys serve no more until it signs on again; a MAC that is there must fit.</summary>
    private async Task<byte[]> SignOff(PosRequest request)
    {
        if (!request.MacIsNotWrong(vault))
            return request.Unsigned(request.Answer(ResponseCode.MacError, 11, 41, 42, 60));
        await keys.SignOff(request.Terminal);
        return request.InKind(request.Answer(ResponseCode.Approved, 11, 41, 42, 60), vault);
    }

    private byte[] Echo(PosRequest request)
    {
        var answer = request.Answer(ResponseCode.Approved, 11, 41, 42, 60);
        return request.Unsigned(
            notices.Text is { Length: > 0 } text ? answer.With(62, Encoding.ASCII.GetBytes(text)) : answer);
    }

    private Reply.Say Unknown(PosEnvelope envelope, Message message, string id, string trace)
    {
        SwitchLog.Refused(log, id, message.Type, trace, ResponseCode.UnknownTerminal, "no such terminal is set up");
        var answer = PosRequest.Answer(message, ResponseCode.UnknownTerminal, 3, 4, 11, 12, 13, 41, 42, 60);
        return new Reply.Say(envelope.Turned().Wrap(Dialect.UnionPayPos.Write(answer)));
    }
}
