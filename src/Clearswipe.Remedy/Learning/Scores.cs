using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// How well the diagnosis did on resolved cases: how often the cause was first and among the first three; Brier score
/// and log loss (nats); and the calibration error over 15 bins of the leading probability (Naeini and others 2015).
/// </summary>
public sealed record Scores(
    int Cases, double First, double FirstThree, double Brier, double LogLoss, double Calibration)
{
    private const int Bins = 15;
    private const double Floor = 1e-12;

    internal static Scores Of(Book book, IReadOnlyList<ResolvedCase> cases)
    {
        var model = new Model(book);
        return Of([.. cases.Select(known => (model.PlaceOf(known.Cause.Id), Posterior.Of(model, known.Facts, [])))]);
    }

    private static Scores Of(IReadOnlyList<(int Cause, Posterior Posterior)> cases) => new(
        cases.Count,
        cases.Average(known => known.Posterior.Ranked[0] == known.Cause ? 1.0 : 0),
        cases.Average(known => known.Posterior.Ranked.Take(3).Contains(known.Cause) ? 1.0 : 0),
        cases.Average(known => BrierOf(known.Posterior, known.Cause)),
        cases.Average(known => -Math.Log(Math.Max(Floor, known.Posterior.Shares[known.Cause]))),
        CalibrationOf(cases));

    private static double BrierOf(Posterior posterior, int cause) =>
        posterior.Shares.Select((share, place) => Math.Pow(share - (place == cause ? 1 : 0), 2)).Sum();

    // Σ over bins of (share of the cases) · |how often right − how sure|.
    private static double CalibrationOf(IReadOnlyList<(int Cause, Posterior Posterior)> cases) =>
        cases.Select(known => (
                Sure: known.Posterior.Shares.Max(),
                Right: known.Posterior.Shares[known.Cause] == known.Posterior.Shares.Max() ? 1.0 : 0))
            .GroupBy(told => Math.Min(Bins - 1, (int)(told.Sure * Bins)))
            .Sum(bin => Math.Abs(bin.Sum(told => told.Right - told.Sure))) / cases.Count;
}
