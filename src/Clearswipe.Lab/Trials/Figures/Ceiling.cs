using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>
/// The best that anybody could name from the same evidence: for each signature the causes that were truly at work
/// behind it, counted over many more sales of the same world. It is Bayes' rule with the world's own physics. Evidence
/// that never came up in those sales counts as named rightly, so that the ceiling is too high rather than too low.
/// </summary>
sealed class Ceiling
{

    private const ulong OtherSales = 0x5EED_0FC0_FFEE;

    private readonly Dictionary<string, List<CauseId>> _ranked;

    private Ceiling(Dictionary<string, List<CauseId>> ranked) => _ranked = ranked;

    public static Ceiling Of(TrialWorld world, ulong seed, int sales) =>
        new(new Opening(world, seed ^ OtherSales).Sales(sales)
            .SelectMany(scene => Causes(scene).Select(cause => (Signature: Signature.Of(scene.Seen), cause)))
            .GroupBy(known => known.Signature, known => known.cause)
            .ToDictionary(group => group.Key, Ranked));

    /// <summary>Whether a true cause is among the first so many for this evidence.</summary>
    public bool Names(Verdict verdict, int first) => !_ranked.TryGetValue(verdict.Signature, out var ranked)
        || ranked.Take(first).Any(verdict.Truth.Contains);

    public static IEnumerable<CauseId> Causes(Scene scene) =>
        scene.Truth.Select(fault => FaultNames.CauseOf(fault.Kind)).Distinct();

    private static List<CauseId> Ranked(IEnumerable<CauseId> causes) =>
        [.. causes.GroupBy(cause => cause).OrderByDescending(cause => cause.Count())
            .ThenBy(cause => cause.Key.Value, StringComparer.Ordinal).Select(cause => cause.Key)];
}
