using System.Globalization;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Routes;

/// <summary>The way to one issuer: what is asked over it, and what comes back unasked.</summary>
sealed class Route(
    RouteSettings settings, KeyVault vault, Surroundings surroundings, IWitness witness, ILogger log)
{
    private readonly AwaitedAnswers _awaited = new();
    private readonly SemaphoreSlim _mouth = new(1);
    private readonly Lock _gate = new();
    private ILink? _link;
    private DateTimeOffset? _since;
    private Hop _brokenHop = Hop.Connect;

    /// <summary>An answer with a good MAC that nobody waits for.</summary>
    public event Func<IssuerId, Message, Task>? Strayed;

    /// <summary>The link came up.</summary>
    public event Action? CameUp;

    public RouteSettings Settings => settings;

    public bool IsUp
    {
        get
        {
            lock (_gate)
                return _link is not null;
        }
    }

    public Hop BrokenHop
    {
        get
        {
            lock (_gate)
                return _link is null ? _brokenHop : Hop.None;
        }
    }

    public RouteView View(int openReversals)
    {
        lock (_gate)
            return new RouteView(
                settings.Issuer, _link is not null, _since, _link is null ? _brokenHop : Hop.None, _awaited.Count,
                openReversals);
    }

    /// <summary>Asks over the link that is up, and waits for the answer as long as the switch may.</summary>
    public Task<Exchange> Ask(Message request, string answerType)
    {
        ILink? link;
        lock (_gate)
            link = _link;
        return link is null
            ? Task.FromResult<Exchange>(new Exchange.NotSent(BrokenHop))
            : AskOver(link, Signed(request), answerType, MatchKey.Of(request), Limits.SwitchAwaitsIssuer);
    }

    /// <summary>Sign-on (001) and echo (301): unsigned, and asked of a link that is not up yet.</summary>
    public async Task<bool> Manage(ILink link, string trace, string function)
    {
        var request = new Message("0800")
            .With(7, surroundings.Now.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture))
            .With(11, trace)
            .With(70, function);
        var bytes = settings.Dialect.Write(request);
        var exchange = await AskOver(link, bytes, "0810", MatchKey.Of(request), Limits.LineConnects);
        return exchange is Exchange.Answered(var answer, _) && answer.Text(39) == ResponseCode.Approved.Value;
    }

    /// <summary>Takes what came over the link: an answer, or bytes that are none and harm nothing else.</summary>
    public async Task Hear(ReadOnlyMemory<byte> bytes)
    {
        if (settings.Dialect.TryRead(bytes, out var answer) is { } fault)
            SwitchLog.BadIssuerBytes(log, settings.Issuer, fault);
        else if (answer.Type != "0810" && !MacFits(answer))
            DistrustMac(answer);
        else if (!_awaited.Give(answer) && answer.Type != "0810" && Strayed is { } strayed)
            await strayed(settings.Issuer, answer);
    }

    public void Rise(ILink link)
    {
        lock (_gate)
            (_link, _since) = (link, surroundings.Now);
        SwitchLog.RouteUp(log, settings.Issuer);
        SawWay(Hop.None);
        CameUp?.Invoke();
    }

    /// <summary>There is no link any more; the hop is known when a dial failed at it.</summary>
    public void Fall(Hop? brokenHop = null)
    {
        bool wasUp;
        lock (_gate)
        {
            wasUp = _link is not null;
            _link = null;
            _brokenHop = brokenHop ?? (wasUp ? Hop.Connect : _brokenHop);
            _since = wasUp ? surroundings.Now : _since;
        }

        _awaited.GiveUp();
        if (wasUp)
            SwitchLog.RouteDown(log, settings.Issuer, BrokenHop);
        if (brokenHop is { } hop)
            SawWay(hop);
    }

    // A bank that cannot be reached is known before its next card comes, and known to be back before anybody tries.
    private void SawWay(Hop brokenHop) => witness.Saw(new Observation.LineProbed(
        surroundings.Now, settings.Issuer.Value, brokenHop, TimeSpan.Zero, brokenHop == Hop.None ? 0 : 1));

    private async Task<Exchange> AskOver(
        ILink link, byte[] bytes, string answerType, MatchKey key, TimeSpan patience)
    {
        var started = surroundings.Time.GetTimestamp();
        var answer = _awaited.Await(answerType, key);
        using var waited = new CancellationTokenSource(patience, surroundings.Time);
        using var end = waited.Token.Register(() => answer.TrySetResult(null));
        try
        {
            await Say(link, bytes, waited.Token);
            var message = await answer.Task;
            var took = surroundings.Time.GetElapsedTime(started);
            return message is null ? new Exchange.NoAnswer(took) : new Exchange.Answered(message, took);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The message may have left all the same, so this is silence and not "never sent".
            return new Exchange.NoAnswer(surroundings.Time.GetElapsedTime(started));
        }
        finally
        {
            _awaited.Forget(answerType, key);
        }
    }

    private async Task Say(ILink link, byte[] bytes, CancellationToken cancellation)
    {
        await _mouth.WaitAsync();
        try
        {
            await link.Send(bytes, cancellation);
        }
        finally
        {
            _mouth.Release();
        }
    }

    private byte[] Signed(Message request) => settings.Dialect.WriteSigned(
        request, (bytes, mac) => vault.Macs.Write(settings.MacKey, settings.Mac, bytes, mac));

    private bool MacFits(Message answer) =>
        answer.Mac is { } mac
            && vault.Macs.Fits(settings.MacKey, settings.Mac, answer.Signed.Span, mac.Span);

    private void DistrustMac(Message answer)
    {
        SwitchLog.IssuerMacWrong(log, settings.Issuer, answer.Type, answer.Text(11));
        witness.Saw(new Observation.AnswerMacWrong(surroundings.Now, settings.Issuer.Value));
    }
}
