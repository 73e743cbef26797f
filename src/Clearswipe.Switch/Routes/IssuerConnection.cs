using System.Globalization;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Routes;

/// <summary>Keeps the link to an issuer: dials, signs on, listens, asks for an echo, and dials again.</summary>
sealed class IssuerConnection(Route route, Surroundings surroundings, ILogger log)
{
    private static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(30);

    // One lost echo is the line's weather; two in a row, and the link is held dead.
    private const int EchoesToMiss = 2;

    private int _lastTrace;

    public async Task Run(CancellationToken cancellation)
    {
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            failures = await Session(cancellation) ? 0 : failures + 1;
            if (!cancellation.IsCancellationRequested)
                await Task.Delay(RedialWait(failures), surroundings.Time, cancellation);
        }
    }

    public static TimeSpan RedialWait(int failures)
    {
        const int mostDoublings = 6;
        var wait = Limits.FirstRedial * (1 << Math.Min(failures, mostDoublings));
        return wait < Limits.LongestRedial ? wait : Limits.LongestRedial;
    }

    /// <summary>From a dial to the end of its link; whether the link was ever up.</summary>
    private async Task<bool> Session(CancellationToken cancellation)
    {
        try
        {
            if (await Dial(cancellation) is not { } link)
                return false;
            await using (link)
                return await Speak(link, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception failure)
        {
            // The outermost loop of this link: it is dropped, the others go on, and it is dialled again.
            SwitchLog.RouteFailed(log, route.Settings.Issuer, failure);
            return false;
        }
        finally
        {
            route.Fall();
        }
    }

    private async Task<ILink?> Dial(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Limits.LineConnects, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        switch (await route.Settings.Line.Dial(either.Token))
        {
            case Dialled.Connected(var link):
                return link;
            case Dialled.Failed(var hop, var reason):
                SwitchLog.DialFailed(log, route.Settings.Issuer, hop, reason);
                route.Fall(hop);
                return null;
            default:
                throw new InvariantException("a dial connects or fails");
        }
    }

    private async Task<bool> Speak(ILink link, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = Listen(link, over);
        try
        {
            if (!await route.Manage(link, NextTrace(), "001"))
            {
                route.Fall(Hop.HostEcho);
                return false;
            }

            route.Rise(link);
            await KeepAwake(link, over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        finally
        {
            over.Cancel();
            await listening;
        }
    }

    private async Task KeepAwake(ILink link, CancellationToken over)
    {
        for (var missed = 0; missed < EchoesToMiss;)
        {
            await Task.Delay(EchoEvery, surroundings.Time, over);
            missed = await route.Manage(link, NextTrace(), "301") ? 0 : missed + 1;
        }

        SwitchLog.EchoesMissed(log, route.Settings.Issuer, EchoesToMiss);
    }

    private async Task Listen(ILink link, CancellationTokenSource over)
    {
        try
        {
            while (await link.Receive(over.Token) is Received.Message(var bytes))
                await route.Hear(bytes);
        }
        catch (OperationCanceledException)
        {
            // The link is over for another reason.
        }
        catch (Exception failure)
        {
            SwitchLog.RouteFailed(log, route.Settings.Issuer, failure);
        }

        route.Fall();
        over.Cancel();
    }

    private string NextTrace()
    {
        _lastTrace = new TraceNumber(_lastTrace).Next.Value;
        return _lastTrace.ToString("D6", CultureInfo.InvariantCulture);
    }
}
