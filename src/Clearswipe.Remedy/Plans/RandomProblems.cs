namespace Clearswipe.Remedy.Plans;

/// <summary>
/// Random problems like those of a counter, to measure plans by: few causes that are frequent, acts that mend one to
/// three causes at 3 to 240 seconds, questions that tell a third of the causes from the others, and a way out at 240 to
/// 900 seconds. The same seed gives the same problems (SplitMix64; Steele, Lea and Flood 2014).
/// </summary>
sealed class RandomProblems(ulong seed)
{
    private ulong _state = seed;

    public (Problem Problem, double[] Weights) Next(int causes, int acts, int asks)
    {
        var weights = Enumerable.Range(0, causes).Select(_ => Math.Pow(Share(), 3)).ToArray();
        var total = weights.Sum();
        var problem = new Problem(
            causes,
            [.. Enumerable.Range(0, acts).Select(_ => RandomAct(causes))],
            [.. Enumerable.Range(0, asks).Select(_ => RandomAsk(causes))],
            Between(240, 900));
        return (problem, [.. weights.Select(weight => weight / total)]);
    }

    private Act RandomAct(int causes)
    {
        var mending = new double[causes];
        for (var i = (int)Between(1, 4); i > 0; i--)
            mending[(int)Between(0, causes)] = Between(0.6, 0.98);
        return Act.Of(3 * Math.Pow(80, Share()), 0, mending);
    }

    private Ask RandomAsk(int causes)
    {
        var yes = new double[causes];
        for (var cause = 0; cause < causes; cause++)
            yes[cause] = Share() < 1.0 / 3 ? Between(0.8, 0.99) : Between(0.01, 0.15);
        return new Ask(Between(1, 40), [yes, [.. yes.Select(share => 1 - share)]]);
    }

    private double Between(double least, double most) => least + ((most - least) * Share());

    // From zero to below one, of the upper 53 bits.
    private double Share()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
