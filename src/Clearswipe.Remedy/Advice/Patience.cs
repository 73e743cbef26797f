namespace Clearswipe.Remedy.Advice;

/// <summary>
/// What it is worth not to let the customer go. A customer leaves with a constant hazard, so that after t seconds
/// 1 − exp(−t / mean) have left, and each costs a lost sale. For short steps this is linear in time.
/// </summary>
static class Patience
{
    /// <summary>Seconds-equivalent of giving the sale up.</summary>
    public const double LostSale = 300;

    // Ours, until resolved cases say better: no figure for a counter with a queue was found.
    private const double AtTheCounter = 600;

    /// <summary>The share of customers who have left after so many seconds.</summary>
    public static double Left(double seconds, double mean) => 1 - Math.Exp(-seconds / mean);

    /// <summary>What a step at the counter costs: its seconds, and those who do not wait for its end.</summary>
    public static double Price(double seconds) => seconds + (Left(seconds, AtTheCounter) * LostSale);
}
