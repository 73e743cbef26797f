using Clearswipe.Switch.Attempts;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Hosts;

/// <summary>A message from an acquirer's host, and how it is answered.</summary>
sealed record HostRequest(Message Message, HostSettings Host)
{
    // A host has no batches of terminals; its day is closed with its acquirer.
    private static readonly BatchNumber NoBatch = new(0);

    private const int OriginalTrace = 4;
    private const int OriginalSentAt = 10;
    private const int OriginalEnd = 20;

    /// <summary>The numbers of a sale (11 and 41) and its origin (7, 32, 37); null when one is missing.</summary>
    public (AttemptId Id, HostOrigin Host)? Named => NameOf(Message.Text(11), Message.Text(7));

    /// <summary>
    /// The sale that a reversal means: field 90 (type 4, trace 6, date and time 10), or the reversal's own numbers when
    /// it repeats them.
    /// </summary>
    public (AttemptId Id, HostOrigin Host)? Original => Message.Text(90) is { Length: >= OriginalEnd } original
        ? NameOf(original[OriginalTrace..OriginalSentAt], original[OriginalSentAt..OriginalEnd])
        : Named;

    public Money? Amount => SaleAsked.AmountOf(Message.Text(4));

    public Pan? Card => Pan.Read(Message.Text(2)) ?? SaleAsked.PanOfTrack(Message.Text(35));

    public bool MacFits(KeyVault vault) => Host.MacKey is not { } key
        || Message.Mac is { } mac && vault.Macs.Fits(key, Host.Mac, Message.Signed.Span, mac.Span);

    /// <summary>An answer that repeats the fields given, where the request has them.</summary>
    public Message Answer(ResponseCode code, params ReadOnlySpan<int> repeated)
    {
        var answer = new Message(MessageType.AnswerTo(Message.Type));
        foreach (var field in repeated)
            if (Message.Text(field) is { } text)
                answer.With(field, text);
        return answer.With(39, code.Value);
    }

    /// <summary>As bytes, signed where both sides sign.</summary>
    public byte[] Sealed(Message answer, KeyVault vault) => Host.MacKey is { } key
        ? Host.Dialect.WriteSigned(answer, (bytes, mac) => vault.Macs.Write(key, Host.Mac, bytes, mac))
        : Host.Dialect.Write(answer);

    private (AttemptId, HostOrigin)? NameOf(string? trace, string? sentAt) =>
        TraceNumber.Read(trace) is { } number && sentAt is not null && Message.Text(41) is { } terminal
            ? (new AttemptId(new TerminalId(terminal), NoBatch, number),
                new HostOrigin(Host.AcquirerId, sentAt, Message.Text(37) ?? ""))
            : null;
}
