using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories.Cycles;

/// <summary>One connection of an acquirer's host: a question at a time, dialled again after it fell.</summary>
sealed class HostCaller(ILine line) : IAsyncDisposable
{
    // As a till waits: longer than the switch waits for the issuer.
    private static readonly TimeSpan Patience = Limits.TillAwaitsSwitch;

    private ILink? _link;

    public async Task<bool> IsConnected(CancellationToken cancellation)
    {
        if (_link is null && await line.Dial(cancellation) is Dialled.Connected(var link))
            _link = link;
        return _link is not null;
    }

    /// <summary>The answer to this sale's message; null when nothing was heard, whether it was sent or not.</summary>
    public async Task<Message?> Ask(HostSale sale, Message message, CancellationToken cancellation)
    {
        if (!await IsConnected(cancellation))
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await _link!.Send(Dialect.Iso1987Ascii.Write(message), patience.Token);
            while (await _link.Receive(patience.Token) is Received.Message(var bytes))
                if (Dialect.Iso1987Ascii.TryRead(bytes, out var answer) is null
                    && sale.IsAnsweredBy(answer, MessageType.AnswerTo(message.Type)))
                    return answer;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        await HangUp();
        return null;
    }

    public ValueTask DisposeAsync() => HangUp();

    private async ValueTask HangUp()
    {
        if (_link is { } link)
            await link.DisposeAsync();
        _link = null;
    }
}
