namespace Clearswipe.Remedy.Plans;

/// <summary>Picks a first step for what is left of the weights.</summary>
delegate Move Picks(double[] weights, Done done);

/// <summary>What it really costs to ask a planner anew after every step.</summary>
static class Policy
{
    public static double Seconds(Problem problem, double[] weights, Picks picks) =>
        Seconds(problem, weights, default, picks);

    /// <summary>The cost of a step, and for each way it can end what is said of the rest.</summary>
    public static double After(
        Problem problem, double[] weights, Done done, Move move, Func<double[], Done, double> rest)
    {
        if (move.Kind == MoveKind.Act)
        {
            var (act, left) = (problem.Acts[move.Place], new double[problem.Causes]);
            act.Fail(weights, left);
            return act.Cost(weights.Sum(), act.Mended(weights)) + rest(left, done.WithAct(move.Place));
        }

        var ask = problem.Asks[move.Place];
        return (weights.Sum() * ask.Seconds) + Enumerable.Range(0, ask.Answers.Length).Sum(answer =>
        {
            var given = new double[problem.Causes];
            ask.Given(answer, weights, given);
            return rest(given, done.WithAsk(move.Place));
        });
    }

    private static double Seconds(Problem problem, double[] weights, Done done, Picks picks)
    {
        var move = picks(weights, done);
        return move.Kind == MoveKind.GiveUp || weights.Sum() < 1e-9
            ? weights.Sum() * problem.GivenUp
            : After(problem, weights, done, move, (next, then) => Seconds(problem, next, then, picks));
    }
}
