using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>Two causes at once: which pairs are plausible, where each stands, and what both together show.</summary>
static class Pairs
{
    public static int Count(int causes) => causes * (causes - 1) / 2;

    /// <summary>The place of (first, second), first before second, in a triangle written row by row.</summary>
    public static int Place(int causes, int first, int second) => Start(causes, first) + second - first - 1;

    /// <summary>Where the row of pairs that begin with a cause starts.</summary>
    public static int Start(int causes, int first) => first * ((2 * causes) - first - 1) / 2;

    /// <summary>An unknown cause explains anything, so beside it a second one could never be told.</summary>
    public static bool IsPlausible(Cause first, Cause second) =>
        first.Owner != Owner.Unknown && second.Owner != Owner.Unknown;

    /// <summary>
    /// P(value | both), a noisy-OR for values (Pearl 1988; Diez 1993 for more than two values): a finding is as usual
    /// only if neither disturbs it, and if both do, each is as likely to be the one that is seen.
    /// usual: a·b; other values: (a(v)·(1 + b(usual)) + b(v)·(1 + a(usual))) / 2. The values sum to one.
    /// </summary>
    public static double Likelihood(double first, double second, double firstUsual, double secondUsual, bool isUsual) =>
        isUsual ? first * second : ((first * (1 + secondUsual)) + (second * (1 + firstUsual))) / 2;

    /// <summary>P(the sale goes on | both): neither may be left.</summary>
    public static double Mending(double first, double second) => first * second;
}
