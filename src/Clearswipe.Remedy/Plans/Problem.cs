namespace Clearswipe.Remedy.Plans;

/// <summary>
/// Something to do: if it works (P(works | cause) is zero for causes that are not listed) the sale goes on. Costs are
/// seconds; what is at stake is spent only if it fails, as a card that its failure may lock.
/// </summary>
sealed record Act(double Seconds, double AtStake, int[] Causes, double[] Mends)
{
    public static Act Of(double seconds, double atStake, IReadOnlyList<double> mending)
    {
        var causes = Enumerable.Range(0, mending.Count).Where(cause => mending[cause] > 0).ToArray();
        return new(seconds, atStake, causes, [.. causes.Select(cause => mending[cause])]);
    }

    /// <summary>The cost in all of taking it in so much mass, of which so much it mends.</summary>
    public double Cost(double mass, double mended) => (mass * Seconds) + (AtStake * (mass - mended));

    public double Mended(ReadOnlySpan<double> weights)
    {
        var mended = 0.0;
        for (var i = 0; i < Causes.Length; i++)
            mended += weights[Causes[i]] * Mends[i];
        return mended;
    }

    /// <summary>What is left of the weights when it failed.</summary>
    public void Fail(ReadOnlySpan<double> weights, Span<double> left)
    {
        weights.CopyTo(left);
        for (var i = 0; i < Causes.Length; i++)
            left[Causes[i]] *= 1 - Mends[i];
    }
}

/// <summary>Something to find out: for each answer, P(answer | cause) of every cause.</summary>
sealed record Ask(double Seconds, double[][] Answers)
{
    /// <summary>The weights of the cases in which this answer is given.</summary>
    public void Given(int answer, ReadOnlySpan<double> weights, Span<double> given)
    {
        ReadOnlySpan<double> row = Answers[answer];
        for (var cause = 0; cause < given.Length; cause++)
            given[cause] = weights[cause] * row[cause];
    }
}

/// <summary>
/// Troubleshooting as numbers (Heckerman, Breese and Rommelse 1995). With weights that are not normalised, W their sum,
/// V(w) = min { W·given up; cost(act) + V(w·(1 − mends)); W·cost(ask) + Σ V(w·P(answer | ·)) }: there is no division.
/// At most 64 acts and 64 asks.
/// </summary>
sealed record Problem(int Causes, IReadOnlyList<Act> Acts, IReadOnlyList<Ask> Asks, double GivenUp);

/// <summary>What can be done first.</summary>
enum MoveKind
{
    Act,
    Ask,
    GiveUp,
}

/// <summary>A first step: the act or the ask at a place in the problem's list.</summary>
readonly record struct Move(MoveKind Kind, int Place)
{
    public static readonly Move GiveUp = new(MoveKind.GiveUp, 0);
}

/// <summary>What was done already: one bit for each act and each ask.</summary>
readonly record struct Done(ulong Acts, ulong Asks)
{
    public bool HasAct(int place) => (Acts >> place & 1) != 0;

    public bool HasAsk(int place) => (Asks >> place & 1) != 0;

    public Done WithAct(int place) => this with { Acts = Acts | 1UL << place };

    public Done WithAsk(int place) => this with { Asks = Asks | 1UL << place };
}
