using Clearswipe.Counter.Links;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Lab.Links;

/// <summary>Probes lines of the world by small packets, as ping and a host echo would.</summary>
public sealed class LineProbe(Surroundings surroundings) : ILineProbe
{
    private const int Packets = 10;

    public async ValueTask<Observation.LineProbed> Probe(ILine line, CancellationToken cancellation)
    {
        if (await FailedHop(line, cancellation) is var hop and not Hop.None)
            return Saw(line, hop, TimeSpan.Zero, loss: 1);
        return FaultLine.Behind(line) is { } faulty
            ? await Ping(faulty, cancellation)
            : Saw(line, Hop.None, TimeSpan.Zero, loss: 0);
    }

    private async ValueTask<Hop> FailedHop(ILine line, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = surroundings.Time.CreateTimer(
            _ => limit.Cancel(), null, Limits.ProbeAnswers / 2, Timeout.InfiniteTimeSpan);
        try
        {
            var dialled = await line.Dial(limit.Token);
            if (dialled is Dialled.Connected(var link))
                await link.DisposeAsync();
            return dialled is Dialled.Failed(var hop, _) ? hop : Hop.None;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Hop.Connect;
        }
    }

    private async ValueTask<Observation.LineProbed> Ping(FaultLine line, CancellationToken cancellation)
    {
        var trips = Enumerable.Range(0, Packets).Select(_ => line.RoundTrip()).ToList();
        var heard = trips.OfType<TimeSpan>().Where(trip => trip < Limits.ProbeAnswers / 2).Order().ToList();
        await Task.Delay(heard.Count < Packets ? Limits.ProbeAnswers / 2 : heard[^1], line.Time, cancellation);
        var loss = 1 - ((double)heard.Count / Packets);
        return heard.Count == 0
            ? Saw(line, Hop.HostEcho, Limits.ProbeAnswers, loss)
            : Saw(line, Hop.None, heard[heard.Count / 2], loss);
    }

    private Observation.LineProbed Saw(ILine line, Hop brokenHop, TimeSpan roundTrip, double loss) =>
        new(surroundings.Now, line.Name, brokenHop, roundTrip, loss);
}
