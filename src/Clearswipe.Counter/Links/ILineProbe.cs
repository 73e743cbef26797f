using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Counter.Links;

/// <summary>Tries a line hop by hop, without a payment: radio, gateway, name, connection, TLS, host echo.</summary>
public interface ILineProbe
{
    /// <summary>What the line is like now; within <see cref="Limits.ProbeAnswers"/>, whatever happens.</summary>
    ValueTask<Observation.LineProbed> Probe(ILine line, CancellationToken cancellation);
}
