using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>Who decides what is done next about a blocked sale.</summary>
interface IPolicy
{
    /// <summary>
    /// Steps to take now, the best first: the first that can be done and that the referee admits is done. None: the
    /// sale is given up.
    /// </summary>
    IEnumerable<Deed> Next(Scene scene);
}

/// <summary>What a policy believed when the sale was blocked first, the likeliest cause first.</summary>
sealed record Belief(IReadOnlyList<(CauseId Cause, double Probability)> Suspects);
