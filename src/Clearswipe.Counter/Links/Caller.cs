using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Counter.Links;

/// <summary>One thing to ask, over which line, and how long to wait for the answer.</summary>
sealed record Call(Request Request, ILine Line, TimeSpan Patience);

/// <summary>Asks the switch one thing over one line, and says only what is proved about it.</summary>
sealed class Caller(TillSettings settings, IKeypad pad, Surroundings surroundings, IWitness witness)
{
    private const int GivenUpKept = 16;

    private readonly PosEnvelope _envelope = new(settings.Tpdu, settings.Header);
    private readonly Queue<(Message Request, DateTimeOffset At)> _givenUp = new();
    private (ILine Line, ILink Link)? _kept;

    /// <summary>
    /// Asks, and waits for the answer. A fresh request dials; a follow-up may use the link on which an answer may still
    /// come late. Being cancelled is being silent: what left, left.
    /// </summary>
    public async Task<Heard> Ask(Call call, CancellationToken cancellation)
    {
        if (Sign(call.Request) is not { } bytes)
            return new Heard.NoKeys();
        if (await KeptLink(call) is { } link)
            return await Exchange(call, link, bytes, cancellation);

        return await Dial(call, bytes, cancellation);
    }

    /// <summary>Hangs up what was kept open for a late answer.</summary>
    public async ValueTask HangUp()
    {
        var kept = _kept;
        _kept = null;
        if (kept is { } open)
            await open.Link.DisposeAsync();
    }

    private byte[]? Sign(Request request)
    {
        if (!request.IsSigned)
            return _envelope.Wrap(Dialect.UnionPayPos.Write(request.Message));
        if (pad.Mac([]) is null)
            return null;

        return _envelope.Wrap(
            Dialect.UnionPayPos.WriteSigned(request.Message, (message, mac) => pad.Mac(message)?.CopyTo(mac)));
    }

    // A sale always dials, so that a broken line is noticed before anything leaves.
    private async ValueTask<ILink?> KeptLink(Call call)
    {
        if (_kept is { } kept && kept.Line == call.Line && call.Request.Message.Type != "0200")
        {
            _kept = null;
            return kept.Link;
        }

        await HangUp();
        return null;
    }

    private async Task<Heard> Dial(Call call, byte[] bytes, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limits.LineConnects, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var dialled = await TryDial(call.Line, either.Token);
        return dialled switch
        {
            Dialled.Connected(var link) => await Exchange(call, link, bytes, cancellation),
            // A dial that we ended ourselves says nothing about the line.
            Dialled.Failed when cancellation.IsCancellationRequested => new Heard.NotSent(Hop.None),
            Dialled.Failed(var hop, _) => Failed(call.Line, hop),
            _ => throw new InvariantException("a dial connects or fails"),
        };
    }

    private static async ValueTask<Dialled> TryDial(ILine line, CancellationToken cancellation)
    {
        try
        {
            return await line.Dial(cancellation);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return new Dialled.Failed(Hop.Connect, "the line did not connect in time");
        }
    }

    private Heard.NotSent Failed(ILine line, Hop hop)
    {
        witness.Saw(new Observation.NotSent(surroundings.Now, line.Name, hop));
        return new Heard.NotSent(hop);
    }

    private async Task<Heard> Exchange(Call call, ILink link, byte[] bytes, CancellationToken cancellation)
    {
        var begun = surroundings.Now;
        using var limit = new CancellationTokenSource(call.Patience, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var heard = await Listen(call, link, bytes, begun, either.Token);
        if (heard is Heard.Silence silence)
            GiveUp(call, silence, begun);
        return heard;
    }

    private async Task<Heard> Listen(
        Call call, ILink link, byte[] bytes, DateTimeOffset begun, CancellationToken cancellation)
    {
        var isOver = true;
        try
        {
            await link.Send(bytes, cancellation);
            while (await link.Receive(cancellation) is Received.Message(var received))
                if (Judge(call, received, begun) is { } heard)
                    return heard;
        }
        catch (OperationCanceledException)
        {
            isOver = false;
        }
        catch (IOException)
        {
            // The link broke, before or after the message left: nobody can say which.
        }
        finally
        {
            await Put(call.Line, link, isOver);
        }

        return new Heard.Silence(MacWasWrong: false);
    }

    // A link that only was silent is kept: should the answer still come, it is evidence.
    private async ValueTask Put(ILine line, ILink link, bool isOver)
    {
        if (isOver)
            await link.DisposeAsync();
        else
            _kept = (line, link);
    }

    private Heard? Judge(Call call, ReadOnlyMemory<byte> received, DateTimeOffset begun)
    {
        var now = surroundings.Now;
        var message = Answers.Read(received);
        switch (message is null ? Answering.Unmatched : Answers.Judge(call.Request, message, pad))
        {
            case Answering.Answers:
                return new Heard.Answer(message!, now - begun);
            case Answering.MacWrong:
                witness.Saw(new Observation.AnswerMacWrong(now, call.Line.Name));
                return new Heard.Silence(MacWasWrong: true);
            case Answering.Unmatched:
                witness.Saw(Unmatched(call.Line, message, now));
                return null;
            default:
                throw new InvariantException("a message answers, is wrong, or is another's");
        }
    }

    private Observation Unmatched(ILine line, Message? message, DateTimeOffset now)
    {
        foreach (var (request, at) in _givenUp)
            if (message is not null && Answers.Matches(request, message))
                return new Observation.LateAnswer(now, line.Name, now - at);

        return new Observation.AnswerDidNotMatch(now, line.Name);
    }

    // Only what an answer is matched on is kept of a request that was given up: no track, no PIN block.
    private void GiveUp(Call call, Heard.Silence silence, DateTimeOffset begun)
    {
        var (now, asked) = (surroundings.Now, call.Request.Message);
        if (!silence.MacWasWrong)
            witness.Saw(new Observation.NoAnswer(now, call.Line.Name, now - begun));

        var message = new Message(asked.Type);
        foreach (var field in new[] { 4, 11, 13, 41 })
            if (asked.Text(field) is { } text)
                message.With(field, text);

        _givenUp.Enqueue((message, now));
        if (_givenUp.Count > GivenUpKept)
            _givenUp.Dequeue();
    }
}
