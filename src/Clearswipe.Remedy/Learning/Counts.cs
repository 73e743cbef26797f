using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// Resolved cases as counts on top of what experts said, which enters as pseudo-counts: rows are Dirichlet, weights
/// Gamma-Poisson. What was not seen is not counted; it is not looked for because of what is known, not of what is not.
/// </summary>
static class Counts
{
    // An expert's row is worth so many cases of its cause, an expert's weight so many for each cause there is.
    private const double ExpertCases = 10;

    /// <summary>The causes with their weights and the rows they list, learnt.</summary>
    public static IReadOnlyList<Cause> Learn(Book book, IReadOnlyList<ResolvedCase> cases)
    {
        var (total, of) = (book.Causes.Sum(cause => cause.Weight), cases.ToLookup(known => known.Cause.Id));
        var experts = ExpertCases * book.Causes.Count;
        var perCase = total / (experts + cases.Sum(known => known.Share));
        return [.. book.Causes.Select(cause => cause with
        {
            Weight = Rounded(((cause.Weight / total * experts) + of[cause.Id].Sum(known => known.Share)) * perCase),
            Shows = cause.Shows.ToDictionary(
                shown => shown.Key,
                shown => Row(cause, book.FindingOf(shown.Key)!, shown.Value, [.. of[cause.Id]])),
        })];
    }

    // The values that were listed are learnt; "else" keeps what they leave.
    private static Row Row(Cause cause, Finding finding, Row row, IReadOnlyList<ResolvedCase> cases)
    {
        var seen = (from known in cases
                    from fact in known.Facts
                    where fact.Finding == finding.Id
                    group known.Share by fact.Value).ToDictionary(group => group.Key, group => group.Sum());
        if (seen.Count == 0)
            return row;

        var all = ExpertCases + seen.Values.Sum();
        var listed = row.Listed.ToDictionary(
            value => value.Key,
            value => Rounded(((ExpertCases * value.Value) + seen.GetValueOrDefault(value.Key)) / all));
        var rest = Math.Round(1 - listed.Values.Sum(), 6);
        return row.Else == 0 ? new Row(WithRest(listed, rest), 0) : new Row(listed, Math.Max(0, rest));
    }

    private static Dictionary<string, double> WithRest(Dictionary<string, double> listed, double rest)
    {
        var largest = listed.MaxBy(value => value.Value).Key;
        listed[largest] = Math.Round(listed[largest] + rest, 6);
        return listed;
    }

    private static double Rounded(double number) => Math.Round(number, 6);
}
