namespace Clearswipe.Remedy.Catalogue;

/// <summary>
/// How long a cause lasts when nobody at the counter can mend it, as a log-logistic distribution: half have ended after
/// the median, and P(longer than t) = 1 / (1 + (t / median)^shape). The longer it has lasted, the longer it will: with
/// shape 1 the expected rest never shrinks. Seconds.
/// </summary>
sealed record Outage(double Median, double Shape)
{
    /// <summary>P(it ends in the next seconds | it has lasted so long already).</summary>
    public double EndsWithin(double seconds, double lasted) => 1 - (Longer(lasted + seconds) / Longer(lasted));

    public static Outage Read(Page page)
    {
        var outage = new Outage(Positive(page, "median"), Positive(page, "shape"));
        page.Close();
        return outage;
    }

    private double Longer(double seconds) => 1 / (1 + Math.Pow(seconds / Median, Shape));

    private static double Positive(Page page, string key) =>
        page.Number(key) is > 0 and var number ? number : throw page.Fault(key, $"\"{key}\" is above zero");
}
