using System.Globalization;
using System.Net;
using System.Text;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>A trial's report as a page: tables, and plots drawn as SVG. It stands by itself.</summary>
static class TrialPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:66rem;margin:2rem auto;padding:0 1rem;color:#1b2733}"
        + "table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.2rem .7rem;text-align:right;"
        + "border-bottom:1px solid #d8dee4}td:first-child,th:first-child{text-align:left}small{color:#5a6772}"
        + "svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1b2733}";

    public static string Of(TrialReport report)
    {
        var page = new StringBuilder();
        var title = Text($"{report.World} · {report.Sales} blocked sales · 受阻交易 {report.Sales} 笔 · seed {report.Seed}");
        page.Append($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{Safe(title)}</title>");
        page.Append($"<style>{Style}</style><h1>{Safe(title)}</h1>");
        page.Append($"<p>{Safe(report.About.En)} · {Safe(report.About.Zh)}</p>");
        page.Append("<p>Each policy met the same sales with the same luck, and the same guards. ")
            .Append("Intervals: 95 % of bootstrap samples of the sales. · 各策略面对相同的交易、相同的运气和相同的安全规则。</p>");
        if (report.HeldBack.Count > 0)
            page.Append($"<p>Held back from all tuning · 从未用于调整: {Safe(string.Join(", ", report.HeldBack))}</p>");
        foreach (var group in report.Groups.Where(group => group.Sales > 0))
            Group(page, group);
        return page.Append("</html>\n").ToString();
    }

    private static void Group(StringBuilder page, TrialGroup group)
    {
        page.Append(Text($"<h2>{Safe(group.Name)} <small>{group.Sales}</small></h2>"));
        if (group.Naming is { } naming)
            Naming(page, naming);
        page.Append(TrialPlots.Seconds(group.Policies));
        page.Append("<table><tr><th>policy · 策略<th>paid · 付成<th>s per paid · 每笔秒数<th>by oracle · 比先知")
            .Append("<th>by checklist · 比清单<th>steps · 步数<th>locks · 锁卡<th>avoidable · 可免<th>doubles · 重扣")
            .Append("<th>wrong calls · 找错人</tr>");
        foreach (var policy in group.Policies)
            Row(page, policy);
        page.Append("</table>");
    }

    private static void Naming(StringBuilder page, NamingScore naming)
    {
        page.Append("<p>Cause named first · 首因命中 ").Append(Share(naming.First))
            .Append(Text($" of {naming.CeilingFirst:P1} that can be had · 上限: "))
            .Append(Share(naming.FirstByCeiling))
            .Append("; among three · 前三 ").Append(Share(naming.FirstThree))
            .Append(Text($" of {naming.CeilingFirstThree:P1}; Brier "))
            .Append(Plain(naming.Brier)).Append("; calibration error · 校准误差 ")
            .Append(Plain(naming.CalibrationError))
            .Append(Text($" (of the best · 上限 {naming.CeilingCalibrationError:0.000})</p>"));
        page.Append(TrialPlots.Reliability(naming.Reliability));
    }

    private static void Row(StringBuilder page, PolicyScore policy) => page
        .Append($"<tr><td>{Safe(policy.Policy)}<td>{Share(policy.Paid)}<td>{Seconds(policy.SecondsPerPaid)}")
        .Append($"<td>{Ratio(policy.ByOracle)}<td>{Ratio(policy.ByChecklist)}")
        .Append(Text($"<td>{policy.StepsPerSale:0.00}<td>{policy.Locks}<td>{policy.AvoidableLocks}"))
        .Append(Text($"<td>{policy.Doubles}<td>{policy.WrongCalls}</tr>"));

    private static string Ratio(Figure? figure) => figure is { } known ? Plain(known) : "";

    private static string Share(Figure figure) =>
        Text($"{figure.Value:P1} <small>{figure.Low:P1}–{figure.High:P1}</small>");

    private static string Plain(Figure figure) =>
        Text($"{figure.Value:0.000} <small>{figure.Low:0.000}–{figure.High:0.000}</small>");

    private static string Seconds(Figure figure) =>
        Text($"{figure.Value:0.0} <small>{figure.Low:0.0}–{figure.High:0.0}</small>");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
