using System.Globalization;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Terminals;

/// <summary>A message from a terminal that we know, with the keys that its answer is signed with.</summary>
sealed record PosRequest(PosEnvelope Envelope, Message Message, Terminal Terminal, SignOn? SignOn)
{
    private bool? _macFits;

    private const int BatchStart = 2;
    private const int FunctionStart = 8;
    private const int FunctionEnd = 11;

    public TerminalId Id => Terminal.Settings.Terminal;

    public string Trace => Message.Text(11) ?? "";

    /// <summary>Field 60.2; null when the field is missing.</summary>
    public BatchNumber? Batch =>
        Message.Text(60) is { Length: >= FunctionStart } kind
            && int.TryParse(
                kind[BatchStart..FunctionStart], NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            ? new BatchNumber(batch)
            : null;

    /// <summary>Field 60.3, such as 301.</summary>
    public string? Function =>
        Message.Text(60) is { Length: >= FunctionEnd } kind ? kind[FunctionStart..FunctionEnd] : null;

    /// <summary>Position 3 of field 53: the track is under the terminal's track key.</summary>
    public bool IsTrackSealed => Message.Text(53) is [_, _, '1', ..];

    /// <summary>Header digits: version (3 and 4), then sub-version (7 to 12).</summary>
    public string Software => SoftwareOf(Envelope);

    public static string SoftwareOf(PosEnvelope envelope) => envelope.Header[2..4] + envelope.Header[6..12];

    public bool MacFits(KeyVault vault) => _macFits ??=
        SignOn is { } signOn && Message.Mac is { } mac
            && vault.Macs.Fits(signOn.Keys.Mac, signOn.Keys.MacAlgorithm, Message.Signed.Span, mac.Span);

    /// <summary>The same request, with the keys of a sign-on at another node when only those fit.</summary>
    public PosRequest Renewed(KeyVault vault) =>
        Message.Mac is null || MacFits(vault) || Terminal.Renew() is not { } signOn || signOn == SignOn
            ? this
            : new PosRequest(Envelope, Message, Terminal, signOn);

    /// <summary>An answer that repeats the fields given, where the request has them.</summary>
    public Message Answer(ResponseCode code, params ReadOnlySpan<int> repeated) => Answer(Message, code, repeated);

    public static Message Answer(Message request, ResponseCode code, params ReadOnlySpan<int> repeated)
    {
        var answer = new Message(MessageType.AnswerTo(request.Type)).With(39, code.Value);
        foreach (var field in repeated)
            if (request.Text(field) is { } text)
                answer.With(field, text);
        return answer;
    }

    /// <summary>In its envelope, and signed when the terminal and we share a key.</summary>
    public byte[] Sealed(Message answer, KeyVault vault) => Envelope.Turned().Wrap(
        SignOn is { } signOn
            ? Dialect.UnionPayPos.WriteSigned(
                answer, (bytes, mac) => vault.Macs.Write(signOn.Keys.Mac, signOn.Keys.MacAlgorithm, bytes, mac))
            : Dialect.UnionPayPos.Write(answer));

    /// <summary>
    /// Whether it may be believed without a MAC, as the family sends settlements and management: none is there, or it
    /// fits.
    /// </summary>
    public bool MacIsNotWrong(KeyVault vault) => Message.Mac is null || MacFits(vault);

    /// <summary>Signed when the request was: who sends no MAC expects none.</summary>
    public byte[] InKind(Message answer, KeyVault vault) =>
        Message.Mac is null ? Unsigned(answer) : Sealed(answer, vault);

    public byte[] Unsigned(Message answer) => Envelope.Turned().Wrap(Dialect.UnionPayPos.Write(answer));
}
