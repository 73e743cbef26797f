using System.Runtime.ExceptionServices;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// The answering side of a link: many messages are answered at once, each in its own time. An answer that fails ends
/// it all, and what was begun besides is still finished.
/// </summary>
public sealed class Answerer
{
    private readonly ILink _link;
    private readonly Func<ReadOnlyMemory<byte>, Task<Reply>> _answer;
    private readonly int _atOnce;
    private readonly SemaphoreSlim _turns;
    private readonly SemaphoreSlim _mouth = new(1);
    private readonly CancellationTokenSource _over = new();
    private Exception? _failure;
    private WireFault? _fault;

    private Answerer(ILink link, int atOnce, Func<ReadOnlyMemory<byte>, Task<Reply>> answer)
    {
        (_link, _atOnce, _answer) = (link, atOnce, answer);
        _turns = new SemaphoreSlim(atOnce);
    }

    /// <summary>
    /// Answers what comes, at most so many messages at once, until the peer ends (null), its bytes are no frames or no
    /// messages (the fault), or it is cancelled (null). Throws the first failure of an answer.
    /// </summary>
    public static async Task<WireFault?> Serve(
        ILink link, int atOnce, Func<ReadOnlyMemory<byte>, Task<Reply>> answer, CancellationToken cancellation)
    {
        var answerer = new Answerer(link, atOnce, answer);
        using var ending = cancellation.Register(answerer._over.Cancel);
        var fault = await answerer.Listen();
        if (!cancellation.IsCancellationRequested)
            await answerer.Finish();
        return fault ?? answerer._fault;
    }

    private async Task<WireFault?> Listen()
    {
        try
        {
            while (true)
            {
                await _turns.WaitAsync();
                var received = await Next();
                if (received is not Received.Message(var bytes))
                    return received is Received.Garbled(var fault) ? fault : null;
                _ = Answer(bytes);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<Received> Next()
    {
        Received? received = null;
        try
        {
            return received = await _link.Receive(_over.Token);
        }
        finally
        {
            if (received is not Received.Message)
                _turns.Release();
        }
    }

    private async Task Finish()
    {
        for (var i = 0; i < _atOnce; i++)
            await _turns.WaitAsync();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private async Task Answer(ReadOnlyMemory<byte> message)
    {
        try
        {
            await Say(await _answer(message));
        }
        catch (OperationCanceledException)
        {
            // The link is over already; the peer asks again or looks the answer up.
        }
        catch (Exception failure)
        {
            _failure ??= failure;
            _over.Cancel();
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task Say(Reply reply)
    {
        switch (reply)
        {
            case Reply.Say(var answer):
                await Say(answer);
                break;
            case Reply.HangUp(var fault):
                _fault ??= fault;
                _over.Cancel();
                break;
        }
    }

    private async Task Say(ReadOnlyMemory<byte> answer)
    {
        await _mouth.WaitAsync();
        try
        {
            await _link.Send(answer, _over.Token);
        }
        finally
        {
            _mouth.Release();
        }
    }
}

/// <summary>What one message on a link gets.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>An answer, as it goes into a frame.</summary>
    public sealed record Say(ReadOnlyMemory<byte> Answer) : Reply;

    /// <summary>No answer: the message harms nothing and is passed over.</summary>
    public sealed record Nothing : Reply;

    /// <summary>The peer does not speak our language: the link is over, and this is why.</summary>
    public sealed record HangUp(WireFault Fault) : Reply;
}
