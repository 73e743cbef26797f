using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// How far each family of evidence is to be believed: an exponent on its likelihoods (a temperature, upside down),
/// below one where findings of a family repeat each other. Fitted one family after the other by golden section on the
/// log loss of single causes.
/// </summary>
sealed class Tempering
{
    private const double Least = 0.3;
    private const double Most = 1.5;
    private const int Rounds = 2;
    private const int Sections = 18;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    private readonly List<(int Cause, double Share, double[][] Logs)> _cases;
    private readonly IReadOnlyList<double> _priors;

    private Tempering(Model model, Book book, IReadOnlyList<ResolvedCase> cases)
    {
        _priors = model.LogPriors;
        _cases = [.. cases.Select(known => (model.PlaceOf(known.Cause.Id), known.Share, Logs(model, book, known)))];
    }

    /// <summary>The exponent of each family; one for a family of which the cases say nothing.</summary>
    public static IReadOnlyDictionary<Family, double> Fit(Book book, IReadOnlyList<ResolvedCase> cases)
    {
        var tempering = new Tempering(new Model(book), book, cases);
        var tempers = Enum.GetValues<Family>().Select(_ => 1.0).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var family in Enum.GetValues<Family>())
                tempers[(int)family] = tempering.Best(tempers, (int)family);
        }

        return Enum.GetValues<Family>().ToDictionary(family => family, family => Math.Round(tempers[(int)family], 3));
    }

    private double Best(double[] tempers, int family)
    {
        if (_cases.All(known => known.Logs[family].All(log => log == 0)))
            return 1;
        var (low, high) = (Least, Most);
        for (var i = 0; i < Sections; i++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            (low, high) = Loss(tempers, family, left) <= Loss(tempers, family, right) ? (low, right) : (left, high);
        }

        return (low + high) / 2;
    }

    private double Loss(double[] tempers, int family, double temper)
    {
        var tried = tempers.ToArray();
        tried[family] = temper;
        return _cases.Sum(known => known.Share * Loss(known.Cause, known.Logs, tried));
    }

    private double Loss(int cause, double[][] logs, double[] tempers)
    {
        var sums = _priors.ToArray();
        for (var i = 0; i < sums.Length; i++)
        {
            for (var family = 0; family < tempers.Length; family++)
                sums[i] += tempers[family] * logs[family][i];
        }

        var largest = sums.Max();
        return largest + Math.Log(sums.Sum(sum => Math.Exp(sum - largest))) - sums[cause];
    }

    private static double[][] Logs(Model model, Book book, ResolvedCase known)
    {
        var logs = Enum.GetValues<Family>().Select(_ => new double[model.Causes.Count]).ToArray();
        foreach (var fact in known.Facts)
        {
            var family = (int)book.FindingOf(fact.Finding)!.Family;
            Lanes.Add(model.SignOf(fact.Finding, fact.Value).Singles, logs[family]);
        }

        return logs;
    }
}
