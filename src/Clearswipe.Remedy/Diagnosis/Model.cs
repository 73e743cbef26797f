using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>The catalogue as tables of logarithms: a prior for each cause, a row for each value of a finding.</summary>
sealed class Model
{
    // A table that says "never" is still only a table.
    private const double Floor = 1e-9;

    private readonly Dictionary<(FindingId, string), double[]> _rows = [];

    public Model(Book book)
    {
        Causes = book.Causes;
        var total = Causes.Sum(cause => cause.Weight);
        LogPriors = [.. Causes.Select(cause => Math.Log(cause.Weight / total))];
        foreach (var finding in book.Findings)
        {
            foreach (var value in finding.Values)
                _rows[(finding.Id, value.Name)] = [.. Causes.Select(cause => LogLikelihood(cause, finding, value))];
        }
    }

    public IReadOnlyList<Cause> Causes { get; }

    public IReadOnlyList<double> LogPriors { get; }

    /// <summary>log P(value | cause) of each cause, in their order.</summary>
    public IReadOnlyList<double> Row(FindingId finding, string value) => _rows[(finding, value)];

    public static double Likelihood(Cause cause, Finding finding, FindingValue value)
    {
        if (!cause.Shows.TryGetValue(finding.Id, out var row))
            return ((1 - cause.Even) * value.Usual) + (cause.Even / finding.Values.Count);
        if (row.Listed.TryGetValue(value.Name, out var listed))
            return listed;

        var unlisted = finding.Values.Where(other => !row.Listed.ContainsKey(other.Name)).ToList();
        var usual = unlisted.Sum(other => other.Usual);
        return row.Else * (usual > 0 ? value.Usual / usual : 1.0 / unlisted.Count);
    }

    private static double LogLikelihood(Cause cause, Finding finding, FindingValue value) =>
        Math.Log(Math.Max(Floor, Likelihood(cause, finding, value)));
}
