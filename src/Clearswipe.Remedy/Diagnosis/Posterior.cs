using Clearswipe.Remedy.Evidence;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>How probable each cause is after the evidence: exact, over single causes, in the model's order.</summary>
sealed class Posterior
{
    // No step that failed proves a cause away: steps are done badly, too.
    private const double SurestMending = 0.98;

    private Posterior(Model model, double[] probabilities)
    {
        Model = model;
        Probabilities = probabilities;
    }

    public Model Model { get; }

    public IReadOnlyList<double> Probabilities { get; }

    public static Posterior Of(Model model, IReadOnlyList<Fact> facts, IEnumerable<Catalogue.Step> failed)
    {
        var logs = model.LogPriors.ToArray();
        foreach (var fact in facts)
            Add(logs, model.Row(fact.Finding, fact.Value));
        foreach (var step in failed)
            Add(logs, [.. model.Causes.Select(cause => Math.Log(1 - Math.Min(SurestMending, step.Mending(cause))))]);
        return new(model, Normalised(logs));
    }

    /// <summary>Indices of the causes, the most probable first; equals stand in the catalogue's order.</summary>
    public IReadOnlyList<int> Ranked { get => field ??= Rank(); } = null!;

    /// <summary>How far a fact sets a cause apart, as a log ratio: from all others, or from its rival.</summary>
    public double Weight(Fact fact, int cause)
    {
        var row = Model.Row(fact.Finding, fact.Value);
        var rival = Ranked[0] == cause ? Ranked[1] : Ranked[0];
        return row[cause] - Math.Min(row[rival], AmongOthers(row, cause));
    }

    private double AmongOthers(IReadOnlyList<double> row, int cause)
    {
        double among = 0, prior = 0;
        for (var i = 0; i < row.Count; i++)
        {
            if (i == cause)
                continue;
            among += Math.Exp(Model.LogPriors[i] + row[i]);
            prior += Math.Exp(Model.LogPriors[i]);
        }

        return Math.Log(among / prior);
    }

    private List<int> Rank() =>
        [.. Enumerable.Range(0, Probabilities.Count).OrderByDescending(cause => Probabilities[cause])];

    private static void Add(double[] logs, IReadOnlyList<double> row)
    {
        for (var i = 0; i < logs.Length; i++)
            logs[i] += row[i];
    }

    // The largest logarithm is taken out first, so that no exponential underflows to nothing.
    private static double[] Normalised(double[] logs)
    {
        var largest = logs.Max();
        var weights = Array.ConvertAll(logs, log => Math.Exp(log - largest));
        var total = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / total);
    }
}
