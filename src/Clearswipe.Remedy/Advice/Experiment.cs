using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>Something that was not seen yet and can be looked for: by asking, or as the finding says.</summary>
sealed record Experiment(Finding Finding, Bilingual Said)
{
    /// <summary>All that can be found out now; a question only where the guards admit it.</summary>
    public static IEnumerable<Experiment> Open(Case @case, IReadOnlyList<Step> admitted) =>
        from finding in @case.Book.Findings
        where @case.Facts.All(fact => fact.Finding != finding.Id)
        let question = admitted.FirstOrDefault(step => step.Asks == finding.Id)
        let said = question?.Label ?? finding.Test
        where said is not null
        select new Experiment(finding, said);

    /// <summary>
    /// How well it tells two causes apart: Jeffreys' divergence of their rows, Σ (p − q)·ln (p / q), in nats.
    /// </summary>
    public double Divergence(Cause first, Cause second)
    {
        var divergence = 0.0;
        foreach (var value in Finding.Values)
        {
            var (p, q) = (Likelihood(first, value), Likelihood(second, value));
            divergence += (p - q) * Math.Log(p / q);
        }

        return divergence;
    }

    public double Likelihood(Cause cause, FindingValue value) =>
        Math.Max(Model.Floor, Model.Likelihood(cause, Finding, value));
}
