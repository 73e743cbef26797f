using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Evidence;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// How probable each cause is after the evidence: exact, over single causes and pairs, in the model's order.
/// </summary>
sealed class Posterior
{
    private Posterior(Belief belief)
    {
        Model = belief.Model;
        Probabilities = belief.Marginals.ToArray();
        Shares = [.. Probabilities.Select((marginal, cause) => (marginal + belief.Alone[cause]) / 2)];
        Ranked = [.. Enumerable.Range(0, Probabilities.Count).OrderByDescending(cause => Probabilities[cause])];
    }

    public Model Model { get; }

    /// <summary>P(a cause is at work), alone or beside another: with pairs these sum to more than one.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>
    /// P(a cause is the one to mend next): a pair counts by half for each of its causes, since whichever is mended
    /// first, the other remains. These sum to one.
    /// </summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Indices of the causes, the most probable first; equals stand in the catalogue's order.</summary>
    public IReadOnlyList<int> Ranked { get; }

    public static Posterior Of(
        Model model, IReadOnlyList<Fact> facts, IEnumerable<Step> failed, IEnumerable<Leaning>? leanings = null)
    {
        var belief = new Belief(model);
        foreach (var fact in facts)
            belief.See(model.SignOf(fact.Finding, fact.Value));
        foreach (var step in failed)
            belief.See(model.FailureOf(step.Id));
        foreach (var leaning in leanings ?? [])
        {
            if (model.PlaceOf(leaning.Cause) is >= 0 and var place)
                belief.Lean(place, leaning.LogRatio);
        }

        belief.Weigh();
        return new(belief);
    }

    /// <summary>The most probable cause that is not this one: what it must be told from.</summary>
    public int RivalOf(int cause) => Ranked[0] == cause ? Ranked[1] : Ranked[0];

    /// <summary>How far a fact sets a cause apart, as a log ratio: from all others, or from its rival.</summary>
    public double Weight(Fact fact, int cause)
    {
        var row = Model.SignOf(fact.Finding, fact.Value).Singles;
        return row[cause] - Math.Min(row[RivalOf(cause)], AmongOthers(row, cause));
    }

    private double AmongOthers(ReadOnlySpan<double> row, int cause)
    {
        double among = 0, prior = 0;
        for (var i = 0; i < row.Length; i++)
        {
            if (i == cause)
                continue;
            among += Math.Exp(Model.LogPriors[i] + row[i]);
            prior += Math.Exp(Model.LogPriors[i]);
        }

        return Math.Log(among / prior);
    }
}
