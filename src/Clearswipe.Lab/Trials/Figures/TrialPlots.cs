using System.Globalization;
using System.Net;
using System.Text;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>Plots as inline SVG.</summary>
static class TrialPlots
{
    private const int Side = 260;
    private const int Margin = 42;
    private const int BarHeight = 18;
    private const int BarStep = 26;
    private const int Names = 90;
    private const int BarsWide = 420;
    private const double MostRadius = 9;

    /// <summary>How sure against how often right: on the diagonal the probabilities are honest.</summary>
    public static string Reliability(IReadOnlyList<ReliabilityBin> bins)
    {
        var most = Math.Max(1, bins.Select(bin => bin.Sales).DefaultIfEmpty(1).Max());
        var size = Side + (2 * Margin);
        var plot = new StringBuilder(Text(
            $"<svg viewBox=\"0 0 {size} {size}\" width=\"{size}\" role=\"img\" aria-label=\"reliability\">"));
        plot.Append(Text($"<rect x=\"{Margin}\" y=\"{Margin}\" width=\"{Side}\" height=\"{Side}\" fill=\"none\""))
            .Append(" stroke=\"#9aa5b1\"/>")
            .Append(Text($"<line x1=\"{X(0)}\" y1=\"{Y(0)}\" x2=\"{X(1)}\" y2=\"{Y(1)}\" stroke=\"#9aa5b1\""))
            .Append(" stroke-dasharray=\"4 4\"/>");
        foreach (var bin in bins)
        {
            var radius = 2 + (MostRadius * Math.Sqrt((double)bin.Sales / most));
            plot.Append(Text($"<circle cx=\"{X(bin.Sure):0.#}\" cy=\"{Y(bin.Right):0.#}\" r=\"{radius:0.#}\""))
                .Append(Text($" fill=\"#0a6c8f\" fill-opacity=\".7\"><title>{bin.Sure:0.00} → {bin.Right:0.00},"))
                .Append(Text($" {bin.Sales}</title></circle>"));
        }

        return plot.Append(Text($"<text x=\"{Margin}\" y=\"{size - 14}\">how sure · 自称把握 0…1</text>"))
            .Append(Text($"<text x=\"{Margin}\" y=\"{Margin - 12}\">how often right · 实际命中 0…1</text></svg>"))
            .ToString();
    }

    /// <summary>Seconds for each paid sale under each policy, with intervals.</summary>
    public static string Seconds(IReadOnlyList<PolicyScore> policies)
    {
        // One wide interval must not squeeze all bars: the scale follows the bars.
        var most = Math.Max(1, 1.25 * policies.Max(policy => policy.SecondsPerPaid.Value));
        var height = (policies.Count * BarStep) + 8;
        var plot = new StringBuilder(Text(
            $"<svg viewBox=\"0 0 {Names + BarsWide + 70} {height}\" width=\"{Names + BarsWide + 70}\" role=\"img\""))
            .Append(" aria-label=\"seconds per paid sale\">");
        for (var place = 0; place < policies.Count; place++)
            Bar(plot, policies[place], (place * BarStep) + 4, seconds => Math.Min(1, seconds / most) * BarsWide);
        return plot.Append("</svg>").ToString();
    }

    private static void Bar(StringBuilder plot, PolicyScore policy, int top, Func<double, double> scale)
    {
        var (value, low, high) = policy.SecondsPerPaid;
        var middle = top + (BarHeight / 2);
        plot.Append(Text($"<text x=\"0\" y=\"{middle + 4}\">{WebUtility.HtmlEncode(policy.Policy)}</text>"))
            .Append(Text($"<rect x=\"{Names}\" y=\"{top}\" width=\"{scale(value):0.#}\" height=\"{BarHeight}\""))
            .Append(" fill=\"#7fb6c9\"/>")
            .Append(Text($"<line x1=\"{Names + scale(low):0.#}\" x2=\"{Names + scale(high):0.#}\" y1=\"{middle}\""))
            .Append(Text($" y2=\"{middle}\" stroke=\"#1b2733\" stroke-width=\"2\"/>"))
            .Append(Text($"<text x=\"{Names + scale(high) + 8:0.#}\" y=\"{middle + 4}\">{value:0.0} s</text>"));
    }

    private static double X(double share) => Margin + (share * Side);

    private static double Y(double share) => Margin + Side - (share * Side);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
