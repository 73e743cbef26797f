using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Counter.Links;

/// <summary>A probe that dials and hangs up: all that a line which only carries messages can tell.</summary>
sealed class DialProbe(Surroundings surroundings) : ILineProbe
{
    public async ValueTask<Observation.LineProbed> Probe(ILine line, CancellationToken cancellation)
    {
        var begun = surroundings.Now;
        using var limit = new CancellationTokenSource(Limits.ProbeAnswers, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var broken = await BrokenHop(line, either.Token);
        cancellation.ThrowIfCancellationRequested();
        var trip = surroundings.Now - begun;
        return new(surroundings.Now, line.Name, broken, trip, broken == Hop.None ? 0 : 1);
    }

    private static async ValueTask<Hop> BrokenHop(ILine line, CancellationToken cancellation)
    {
        try
        {
            switch (await line.Dial(cancellation))
            {
                case Dialled.Connected(var link):
                    await link.DisposeAsync();
                    return Hop.None;
                case Dialled.Failed(var hop, _):
                    return hop;
                default:
                    throw new InvariantException("a dial connects or fails");
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return Hop.Connect;
        }
    }
}
