using Clearswipe.Lab.Trials;
using Clearswipe.Lab.Trials.Figures;
using Clearswipe.Lab.Trials.Policies;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Trials;

/// <summary>Four sales worked out by hand.</summary>
public sealed class FiguresTests
{
    // Sure and right; sure and wrong; second of two; not named at all.
    private static readonly Verdict[] Four =
    [
        Sale("funds", 10, true, ("funds", 0.9), ("expired", 0.1)),
        Sale("funds", 20, true, ("expired", 0.9), ("funds", 0.1)),
        Sale("expired", 30, false, ("funds", 0.6), ("expired", 0.4)),
        Sale("other", 40, true, ("funds", 0.6)),
    ];

    [Fact]
    public void Seconds_of_lost_sales_are_paid_for_by_the_paid_ones() =>
        Assert.Equal((10 + 20 + 30 + 40) / 3.0, Statistics.SecondsPerPaid(Four), 12);

    [Fact]
    public void Naming_counts_the_first_and_the_first_three() =>
        Assert.Equal(
            (0.25, 0.75),
            (Statistics.ShareOf(Four, sale => Statistics.IsNamed(sale, 1)),
                Statistics.ShareOf(Four, sale => Statistics.IsNamed(sale, 3))));

    // 0.1² + 0.1²; 0.9² + 0.9²; 0.6² + 0.6²; 0.6² + 1.
    [Fact]
    public void Brier_is_the_mean_square_over_causes() =>
        Assert.Equal((0.02 + 1.62 + 0.72 + 1.36) / 4, Statistics.Brier(Four), 12);

    // Of two that were 0.9 sure one was right: 0.4 off; of two that were 0.6 sure none was.
    [Fact]
    public void The_calibration_error_is_how_far_sureness_is_off() =>
        Assert.Equal((0.5 * 0.4) + (0.5 * 0.6), Statistics.CalibrationError(Four), 12);

    [Fact]
    public void An_interval_holds_its_figure_and_is_the_same_each_time()
    {
        var figure = Statistics.Bootstrap(Four, Statistics.SecondsPerPaid);

        Assert.InRange(figure.Value, figure.Low, figure.High);
        Assert.True(figure.Low < figure.High);
        Assert.Equal(figure, Statistics.Bootstrap(Four, Statistics.SecondsPerPaid));
    }

    [Fact]
    public void A_policy_is_measured_against_the_others_in_the_same_sales()
    {
        Verdict[] twice = [.. Four.Select(sale => sale with { Seconds = 2 * sale.Seconds })];
        var score = PolicyScore.Of("engine", twice, oracle: Four, checklist: twice);

        Assert.Equal(new Figure(2, 2, 2), score.ByOracle);
        Assert.Equal(new Figure(1, 1, 1), score.ByChecklist);
        Assert.Equal(0.75, score.Paid.Value);
    }

    [Fact]
    public void A_report_is_said_as_text_and_as_a_page_that_stands_by_itself()
    {
        var report = TrialRun.Run(TrialWorld.Find("counter"), 40, 1, TrialRun.Policies);

        Assert.Contains("held back from all tuning: ", report.ToText(), StringComparison.Ordinal);
        var page = report.ToPage();
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private static Verdict Sale(
        string truth, double seconds, bool isPaid, params (string Cause, double Probability)[] believed) => new()
        {
            Sale = 0,
            Family = "family",
            Truth = [new CauseId(truth)],
            Signature = truth,
            IsPaid = isPaid,
            Seconds = seconds,
            Steps = [StepKind.PayCash],
            Belief = new Belief([.. believed.Select(one => (new CauseId(one.Cause), one.Probability))]),
        };
}
