using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Plans;

namespace Clearswipe.Remedy;

/// <summary>
/// What the diagnosis is measured by: the posterior over the catalogue's causes and all their pairs, and the next
/// step of a random problem. Whoever measures brings the clock. Not for two threads at once.
/// </summary>
public sealed class Yardstick
{
    private readonly Belief _belief;
    private readonly Sign[] _signs;
    private readonly Myopic _myopic;
    private readonly LookAhead _lookAhead;
    private readonly double[] _weights;
    private int _next;

    /// <summary>A problem of so many causes, acts and questions, the same for the same seed.</summary>
    public Yardstick(int causes, int acts, int asks, ulong seed)
    {
        var model = new Model(Book.Default);
        (Causes, Findings) = (model.Causes.Count, Book.Default.Findings.Count);
        _belief = new Belief(model);
        _signs = [.. Book.Default.Findings.Select(finding => model.SignOf(finding.Id, finding.Values[^1].Name))];
        var (problem, weights) = new RandomProblems(seed).Next(causes, acts, asks);
        (_myopic, _lookAhead, _weights) = (new Myopic(problem), new LookAhead(problem), weights);
    }

    /// <summary>The causes of the catalogue, over which and all whose pairs the posterior is.</summary>
    public int Causes { get; }

    public int Findings { get; }

    /// <summary>One finding more: each of the catalogue's in turn.</summary>
    public void Finding()
    {
        if (_next == _signs.Length)
        {
            _next = 0;
            _belief.Clear();
        }

        _belief.See(_signs[_next++]);
    }

    /// <summary>So many findings, the catalogue's in turn, and the posterior.</summary>
    public double Posterior(int findings)
    {
        _next = 0;
        _belief.Clear();
        for (var i = 0; i < findings; i++)
            _belief.See(_signs[i % _signs.Length]);
        _belief.Weigh();
        return _belief.Marginals[0];
    }

    /// <summary>The answer at once.</summary>
    public double FirstStep() => _myopic.Value(_weights, default, out _);

    /// <summary>The refined answer, with all its alternatives.</summary>
    public double RefinedStep() => _lookAhead.Rank(_weights)[0].Seconds;

    /// <summary>
    /// By how much following the refined plan to the end costs more than the best there is: 0.01 is 1 %.
    /// </summary>
    public static double Excess(ulong seed, int causes, int acts, int asks)
    {
        var (problem, weights) = new RandomProblems(seed).Next(causes, acts, asks);
        var planner = new LookAhead(problem);
        var followed = Policy.Seconds(problem, weights, (left, done) =>
        {
            planner.Value(left, done, out var first);
            return first;
        });
        return (followed / new Optimum(problem).Value(weights)) - 1;
    }
}
