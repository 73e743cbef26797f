using Clearswipe.Lab.Trials.Policies;
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

    private readonly Dictionary<string, Belief> _beliefs;

    private Ceiling(Dictionary<string, Belief> beliefs) => _beliefs = beliefs;

    public static Ceiling Of(TrialWorld world, ulong seed, int sales) =>
        new(new Opening(world, seed ^ OtherSales).Sales(sales)
            .Select(scene => (Signature: Signature.Of(scene.Seen), Causes: Causes(scene).ToList()))
            .GroupBy(known => known.Signature, known => known.Causes)
            .ToDictionary(group => group.Key, group => Ranked([.. group])));

    /// <summary>Whether a true cause is among the first so many for this evidence.</summary>
    public bool Names(Verdict verdict, int first) => !_beliefs.TryGetValue(verdict.Signature, out var belief)
        || belief.Suspects.Take(first).Any(suspect => verdict.Truth.Contains(suspect.Cause));

    /// <summary>The sales whose evidence came up before, as the best would have believed about them.</summary>
    public IReadOnlyList<Verdict> Believed(IReadOnlyList<Verdict> verdicts) =>
    [
        .. from verdict in verdicts
           where _beliefs.ContainsKey(verdict.Signature)
           select verdict with { Belief = _beliefs[verdict.Signature] },
    ];

    public static IEnumerable<CauseId> Causes(Scene scene) =>
        scene.Truth.Select(fault => FaultNames.CauseOf(fault.Kind)).Distinct();

    private static Belief Ranked(List<List<CauseId>> sales) => new(
    [
        .. sales.SelectMany(causes => causes).GroupBy(cause => cause)
            .OrderByDescending(cause => cause.Count()).ThenBy(cause => cause.Key.Value, StringComparer.Ordinal)
            .Select(cause => (cause.Key, (double)cause.Count() / sales.Count)),
    ]);
}
