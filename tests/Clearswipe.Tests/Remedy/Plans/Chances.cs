using Clearswipe.Remedy.Plans;

namespace Clearswipe.Tests.Remedy.Plans;

/// <summary>
/// Random problems like those of a counter: few causes that are frequent, acts that mend one to three causes at 3 to
/// 240 seconds, questions that tell a third of the causes from the others, and a way out at 240 to 900 seconds.
/// </summary>
internal sealed class Chances(int seed)
{
    private readonly Random _chance = new(seed);

    public (Problem Problem, double[] Weights) Problem(int causes, int acts, int asks)
    {
        var weights = Enumerable.Range(0, causes).Select(_ => Math.Pow(_chance.NextDouble(), 3)).ToArray();
        var total = weights.Sum();
        var problem = new Problem(
            causes,
            [.. Enumerable.Range(0, acts).Select(_ => Act(causes))],
            [.. Enumerable.Range(0, asks).Select(_ => Ask(causes))],
            Between(240, 900));
        return (problem, [.. weights.Select(weight => weight / total)]);
    }

    private Act Act(int causes)
    {
        var mending = new double[causes];
        for (var i = _chance.Next(1, 4); i > 0; i--)
            mending[_chance.Next(causes)] = Between(0.6, 0.98);
        return Clearswipe.Remedy.Plans.Act.Of(3 * Math.Pow(80, _chance.NextDouble()), 0, mending);
    }

    private Ask Ask(int causes)
    {
        var yes = new double[causes];
        for (var cause = 0; cause < causes; cause++)
            yes[cause] = _chance.NextDouble() < 1.0 / 3 ? Between(0.8, 0.99) : Between(0.01, 0.15);
        return new Ask(Between(1, 40), [yes, [.. yes.Select(share => 1 - share)]]);
    }

    private double Between(double least, double most) => least + ((most - least) * _chance.NextDouble());
}
