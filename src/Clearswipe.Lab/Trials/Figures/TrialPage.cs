namespace Clearswipe.Lab.Trials.Figures;

static class TrialPage
{
    public static string Of(TrialReport report) => report.ToText();
}
