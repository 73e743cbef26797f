using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// The catalogue as tables of logarithms: a prior for each cause, a sign for each value of a finding.
/// </summary>
sealed class Model
{
    /// <summary>
    /// How many of all sales are blocked, from which a second, independent fault is as rare as it is: technical and
    /// business declines of four retail systems in India, August to November 2021 (7.6 % and 1.7 %; NPCI).
    /// </summary>
    public const double BlockedShare = 0.093;

    // No step that failed proves a cause away: steps are done badly, too.
    private const double SurestMending = 0.98;

    // A table that says "never" is still only a table.
    public const double Floor = 1e-9;

    private readonly Dictionary<(FindingId, string), Sign> _signs = [];
    private readonly Dictionary<StepId, Sign> _failures = [];
    private readonly Dictionary<CauseId, int> _places;
    private readonly IReadOnlyDictionary<Family, double> _tempers;

    public Model(Book book)
    {
        (Causes, _tempers) = (book.Causes, book.Tempers);
        _places = Causes.Select((cause, place) => (cause.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        var total = Causes.Sum(cause => cause.Weight);
        LogPriors = [.. Causes.Select(cause => Math.Log(cause.Weight / total))];
        foreach (var finding in book.Findings)
        {
            foreach (var value in finding.Values)
                _signs[(finding.Id, value.Name)] = SignOf(finding, value);
        }

        foreach (var step in book.Steps)
            _failures[step.Id] = FailureOf(step);
    }

    public IReadOnlyList<Cause> Causes { get; }

    /// <summary>log of each cause's share of the blocked sales.</summary>
    public IReadOnlyList<double> LogPriors { get; }

    /// <summary>Where a cause stands in the model's order; −1 when the catalogue has none of that name.</summary>
    public int PlaceOf(CauseId cause) => _places.GetValueOrDefault(cause, -1);

    public Sign SignOf(FindingId finding, string value) => _signs[(finding, value)];

    /// <summary>What it says that a step was taken and the sale did not go on.</summary>
    public Sign FailureOf(StepId step) => _failures[step];

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

    private Sign SignOf(Finding finding, FindingValue value)
    {
        var usual = finding.Values.MaxBy(known => known.Usual)!;
        var rows = Causes.Select(cause => Likelihood(cause, finding, value)).ToArray();
        var usuals = Causes.Select(cause => Likelihood(cause, finding, usual)).ToArray();
        var (leak, temper) = (Log(value.Usual), _tempers[finding.Family]);
        return Table([.. rows.Select(row => temper * (Log(row) - leak))], Together);

        double? Together(int first, int second) =>
            Speaks(first) && Speaks(second)
                ? temper * (Log(Both(first, second)) - leak)
                : null;

        double Both(int first, int second) =>
            Pairs.Likelihood(rows[first], rows[second], usuals[first], usuals[second], value == usual);

        bool Speaks(int cause) => Causes[cause].Shows.ContainsKey(finding.Id);
    }

    private Sign FailureOf(Step step)
    {
        var mending = Causes.Select(step.Mending).ToArray();
        return Table([.. mending.Select(Failing)], Together);

        double? Together(int first, int second) =>
            mending[first] + mending[second] > 0 ? Failing(Pairs.Mending(mending[first], mending[second])) : null;

        static double Failing(double mends) => Math.Log(1 - Math.Min(SurestMending, mends));
    }

    private Sign Table(double[] singles, Func<int, int, double?> together)
    {
        var causes = Causes.Count;
        List<(int Place, double Correction)> corrections = [];
        for (var first = 0; first < causes; first++)
        {
            for (var second = first + 1; second < causes; second++)
            {
                if (Pairs.IsPlausible(Causes[first], Causes[second]) && together(first, second) is { } both)
                    corrections.Add((Pairs.Place(causes, first, second), both - singles[first] - singles[second]));
            }
        }

        return new Sign(
            singles,
            [.. corrections.Select(listed => listed.Place)],
            [.. corrections.Select(listed => listed.Correction)]);
    }

    private static double Log(double likelihood) => Math.Log(Math.Max(Floor, likelihood));
}
