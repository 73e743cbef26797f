using System.Globalization;
using System.Text;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>A trial's report for the terminal.</summary>
static class TrialText
{
    public static string Of(TrialReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{report.World}, seed {report.Seed}: {report.Sales} blocked sales; each policy met the same with the same luck");
        if (report.HeldBack.Count > 0)
            Line(text, $"held back from all tuning: {string.Join(", ", report.HeldBack)}");
        Line(text, $"[ ] is the interval of 95 % of bootstrap samples of the sales");
        foreach (var group in report.Groups.Where(group => group.Sales > 0))
            Group(text, group);
        return text.ToString().TrimEnd();
    }

    private static void Group(StringBuilder text, TrialGroup group)
    {
        text.AppendLine();
        Line(text, $"{group.Name} · {group.Sales} sales");
        if (group.Naming is { } naming)
            Naming(text, naming);
        Line(text, $"  {"policy",-10} {"paid",-22} {"s per paid sale",-24} {"by oracle",-22} {"by list",7} {"steps",6} {"s paid",7}  locks (avoidable) · doubles · wrong calls · refused");
        foreach (var policy in group.Policies)
            Policy(text, policy);
    }

    private static void Naming(StringBuilder text, NamingScore naming)
    {
        Line(text, $"  cause first {Share(naming.First)}, of {naming.CeilingFirst:P1} that can be had: {Share(naming.FirstByCeiling)}");
        Line(text, $"  among first three {Share(naming.FirstThree)} of {naming.CeilingFirstThree:P1}; Brier {Plain(naming.Brier)}; calibration error {Plain(naming.CalibrationError)}");
    }

    private static void Policy(StringBuilder text, PolicyScore policy)
    {
        var oracle = policy.ByOracle is { } byOracle ? Plain(byOracle) : "";
        var list = policy.ByChecklist is { } byList ? $"{byList.Value:0.000}" : "";
        Line(text, $"  {policy.Policy,-10} {Share(policy.Paid),-22} {Seconds(policy.SecondsPerPaid),-24} {oracle,-22} {list,7} {policy.StepsPerSale,6:0.00} {policy.SecondsOfPaid,7:0.0}  {policy.Locks} ({policy.AvoidableLocks}) · {policy.Doubles} · {policy.WrongCalls} · {policy.RefusedByGuards}");
    }

    private static string Share(Figure figure) => Text($"{figure.Value:P1} [{figure.Low:P1} {figure.High:P1}]");

    private static string Plain(Figure figure) => Text($"{figure.Value:0.000} [{figure.Low:0.000} {figure.High:0.000}]");

    private static string Seconds(Figure figure) => Text($"{figure.Value:0.0} [{figure.Low:0.0} {figure.High:0.0}]");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(Text(line));

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%");
}
