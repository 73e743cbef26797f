using System.Globalization;
using Clearswipe.Switch.Repeats;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>
/// One link to an issuer: what is asked over it, many exchanges at once, and whether it may be asked now.
/// </summary>
sealed class IssuerLink(string name, Dialect dialect, Surroundings surroundings)
{
    // One that came back is trusted before those that stood meanwhile only when it has stood for so long.
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(60);

    private readonly AwaitedAnswers _awaited = new();
    private readonly CircuitBreaker _breaker = new();
    private readonly Bell _tripped = new(surroundings.Time);
    private readonly SemaphoreSlim _mouth = new(1);
    private readonly Lock _gate = new();
    private ILink? _open;
    private ILink? _blamed;
    private volatile ILink? _usable;
    private long _usableFrom;
    private DateTimeOffset? _since;
    private Hop _brokenHop = Hop.Connect;
    private int _lastTrace;

    /// <summary>It answered too little and is left alone for a while.</summary>
    public event Action<IssuerLink>? Tripped;

    public string Name => name;

    /// <summary>What may be asked over now; null when it is down or rests.</summary>
    public ILink? Usable => _usable;

    /// <summary>Whether it may be used, and could be for a while already.</summary>
    public bool HasSettled =>
        _usable is not null && surroundings.Time.GetElapsedTime(Volatile.Read(ref _usableFrom)) >= Settles;

    /// <summary>How long it is to be left alone; null when it is not.</summary>
    public TimeSpan? Rest => _breaker.Rest;

    public Hop BrokenHop
    {
        get
        {
            lock (_gate)
                return _usable is not null ? Hop.None : _open is not null ? Hop.HostEcho : _brokenHop;
        }
    }

    public LinkView View()
    {
        lock (_gate)
        {
            var state = _usable is not null ? LinkState.Up : _open is not null ? LinkState.Resting : LinkState.Down;
            return new LinkView(name, state, _since, BrokenHop, _awaited.Count);
        }
    }

    /// <summary>Asks, and waits for the answer as long as the switch may.</summary>
    public Task<Exchange> Ask(ILink over, byte[] request, string answerType, MatchKey key) =>
        AskOver(over, request, answerType, key, Limits.SwitchAwaitsIssuer);

    /// <summary>Sign-on (001) and echo (301): unsigned, and asked of a link that may not be used yet.</summary>
    public async Task<bool> Manage(ILink over, string function)
    {
        _lastTrace = new TraceNumber(_lastTrace).Next.Value;
        var request = new Message("0800")
            .With(7, surroundings.Now.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture))
            .With(11, _lastTrace.ToString("D6", CultureInfo.InvariantCulture))
            .With(70, function);
        var exchange = await AskOver(
            over, dialect.Write(request), "0810", MatchKey.Of(request), Limits.LineConnects);
        return exchange is Exchange.Answered(var answer, _) && answer.Text(39) == ResponseCode.Approved.Value;
    }

    /// <summary>False when nothing that was asked over this link waits for it.</summary>
    public bool Give(Message answer) => _awaited.Give(answer);

    /// <summary>Ends when it trips, at the latest after the time.</summary>
    public Task UntilTripped(TimeSpan atMost, CancellationToken cancellation) =>
        _tripped.Wait(atMost, cancellation);

    /// <summary>It is signed on, or answered an echo after a rest: it may be used.</summary>
    public void Rise(ILink open)
    {
        _breaker.Close();
        Volatile.Write(ref _usableFrom, surroundings.Time.GetTimestamp());
        lock (_gate)
            (_open, _usable, _since) = (open, open, surroundings.Now);
    }

    /// <summary>It is gone; the hop is known when a dial failed at it. Whether it was there.</summary>
    public bool Fall(Hop? brokenHop)
    {
        bool was;
        lock (_gate)
        {
            was = _open is not null;
            (_open, _usable) = (null, null);
            _brokenHop = brokenHop ?? (was ? Hop.Connect : _brokenHop);
            _since = was ? surroundings.Now : _since;
        }

        _awaited.GiveUp();
        return was;
    }

    private async Task<Exchange> AskOver(
        ILink over, byte[] bytes, string answerType, MatchKey key, TimeSpan patience)
    {
        var started = surroundings.Time.GetTimestamp();
        var answer = _awaited.Await(answerType, key);
        using var waited = new CancellationTokenSource(patience, surroundings.Time);
        using var end = waited.Token.Register(() => answer.TrySetResult(null));
        try
        {
            await Say(over, bytes, waited.Token);
            var message = await answer.Task;
            var took = surroundings.Time.GetElapsedTime(started);
            return message is null ? Unanswered(over, answerType, took) : Answered(message, took);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The message may have left all the same, so this is silence and not "never sent".
            return Unanswered(over, answerType, surroundings.Time.GetElapsedTime(started));
        }
        finally
        {
            _awaited.Forget(answerType, key);
        }
    }

    private async Task Say(ILink over, byte[] bytes, CancellationToken cancellation)
    {
        await _mouth.WaitAsync();
        try
        {
            await over.Send(bytes, cancellation);
        }
        finally
        {
            _mouth.Release();
        }
    }

    private Exchange.Answered Answered(Message answer, TimeSpan took)
    {
        if (IsOfSale(answer.Type))
            _breaker.Hear();
        return new Exchange.Answered(answer, took);
    }

    private Exchange.NoAnswer Unanswered(ILink over, string answerType, TimeSpan waited)
    {
        if (IsOfSale(answerType) && Blame(over) && _breaker.Miss())
            Trip();
        return new Exchange.NoAnswer(waited);
    }

    // What is repeated anyway counts neither way: one reversal that is never answered would hold up every sale.
    private static bool IsOfSale(string answerType) => answerType is "0110" or "0210";

    // A link that broke is one misfortune, however many waited for it.
    private bool Blame(ILink over)
    {
        lock (_gate)
        {
            var isNew = _open == over || _blamed != over;
            _blamed = _open == over ? _blamed : over;
            return isNew;
        }
    }

    private void Trip()
    {
        lock (_gate)
        {
            _usable = null;
            _since = _open is null ? _since : surroundings.Now;
        }

        _tripped.Ring();
        Tripped?.Invoke(this);
    }
}
