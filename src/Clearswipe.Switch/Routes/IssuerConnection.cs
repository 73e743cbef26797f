using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Routes;

/// <summary>Keeps one link to an issuer: dials, signs on, listens, asks for an echo, and dials again.</summary>
sealed class IssuerConnection(Route route, IssuerLink link, ILine line, Surroundings surroundings, ILogger log)
{
    private static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(30);

    // Functions of field 70.
    private const string SignOn = "001";
    private const string Echo = "301";

    // One lost echo is the line's weather; two in a row, and the link is held dead.
    private const int EchoesToMiss = 2;

    private IssuerId Issuer => route.Settings.Issuer;

    public async Task Run(CancellationToken cancellation)
    {
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            failures = await Session(cancellation) ? 0 : failures + 1;
            if (!cancellation.IsCancellationRequested)
                await Task.Delay(RedialWait(failures), surroundings.Time, cancellation);
            // One that broke under sale after sale is not dialled at once only to break again.
            if (link.Rest is { } rest)
                await Task.Delay(rest, surroundings.Time, cancellation);
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
            if (await Dial(cancellation) is not { } open)
                return false;
            await using (open)
                return await Speak(open, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception failure)
        {
            // The outermost loop of this link: it is dropped, the others go on, and it is dialled again.
            SwitchLog.LinkFailed(log, Issuer, link.Name, failure);
            return false;
        }
        finally
        {
            route.Fall(link);
        }
    }

    private async Task<ILink?> Dial(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Limits.LineConnects, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        switch (await line.Dial(either.Token))
        {
            case Dialled.Connected(var open):
                return open;
            case Dialled.Failed(var hop, var reason):
                SwitchLog.DialFailed(log, Issuer, link.Name, hop, reason);
                route.Fall(link, hop);
                return null;
            default:
                throw new InvariantException("a dial connects or fails");
        }
    }

    private async Task<bool> Speak(ILink open, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = Listen(open, over);
        try
        {
            if (!await link.Manage(open, SignOn))
            {
                route.Fall(link, Hop.HostEcho);
                return false;
            }

            route.Rise(link, open);
            await KeepAwake(open, over.Token);
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

    private async Task KeepAwake(ILink open, CancellationToken over)
    {
        for (var missed = 0; missed < EchoesToMiss;)
        {
            await link.UntilTripped(EchoEvery, over);
            over.ThrowIfCancellationRequested();
            if (link.Rest is not { } rest)
                missed = await link.Manage(open, Echo) ? 0 : missed + 1;
            else if (!await ComesBack(open, rest, over))
                return;
            else
                missed = 0;
        }

        SwitchLog.EchoesMissed(log, Issuer, link.Name, EchoesToMiss);
    }

    // It is tried with an echo, never with a customer's sale. Without its answer the link is dialled anew.
    private async Task<bool> ComesBack(ILink open, TimeSpan rest, CancellationToken over)
    {
        await Task.Delay(rest, surroundings.Time, over);
        if (!await link.Manage(open, Echo))
        {
            SwitchLog.EchoesMissed(log, Issuer, link.Name, 1);
            return false;
        }

        route.Rise(link, open);
        return true;
    }

    private async Task Listen(ILink open, CancellationTokenSource over)
    {
        try
        {
            while (await open.Receive(over.Token) is Received.Message(var bytes))
                await route.Hear(link, bytes);
        }
        catch (OperationCanceledException)
        {
            // The link is over for another reason.
        }
        catch (Exception failure)
        {
            SwitchLog.LinkFailed(log, Issuer, link.Name, failure);
        }

        route.Fall(link);
        over.Cancel();
    }
}
