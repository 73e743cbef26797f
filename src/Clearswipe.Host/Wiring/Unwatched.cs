using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>Hears what a part saw when no fleet is watched: a part alone has nobody to tell.</summary>
sealed class Unwatched : IWitness
{
    public void Saw(Observation observation)
    {
    }
}
