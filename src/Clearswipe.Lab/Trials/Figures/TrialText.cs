using System.Globalization;
using System.Text;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>A trial's report for the terminal.</summary>
static class TrialText
{
    private const string Heading =
        "  policy     paid                   s per paid sale          by oracle              by list  steps  s paid"
        + "  locks (avoidable) · doubles · wrong calls · refused by the guards";

    public static string Of(TrialReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{report.World}, seed {report.Seed}: {report.Sales} blocked sales");
        Line(text, $"each policy met the same sales with the same luck, under the same guards");
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
        text.AppendLine(Heading);
        foreach (var policy in group.Policies)
            Policy(text, policy);
        if (group.IsWhole)
            Steps(text, group);
    }

    private static void Naming(StringBuilder text, NamingScore naming)
    {
        var best = Text($"of {naming.CeilingFirst:P1} that can be had: {Share(naming.FirstByCeiling)}");
        Line(text, $"  cause first {Share(naming.First)}, {best}");
        Line(text, $"  among first three {Share(naming.FirstThree)} of {naming.CeilingFirstThree:P1}");
        var least = Text($"{naming.CeilingCalibrationError:0.000}");
        var calibration = $"{Plain(naming.CalibrationError)}, of the best {least}";
        Line(text, $"  Brier {Plain(naming.Brier)}; calibration error {calibration}");
        var mistakes = naming.Mistakes.Select(mistake => $"{mistake.Truly} as {mistake.Named} {mistake.Sales}");
        Line(text, $"  mistaken: {string.Join(", ", mistakes)}");
    }

    private static void Steps(StringBuilder text, TrialGroup group)
    {
        foreach (var policy in group.Policies)
        {
            var steps = policy.Steps.Select(step => $"{step.Key} {step.Value}");
            Line(text, $"  {policy.Policy,-10} {string.Join(", ", steps)}");
        }
    }

    private static void Policy(StringBuilder text, PolicyScore policy)
    {
        var oracle = policy.ByOracle is { } byOracle ? Plain(byOracle) : "";
        var list = policy.ByChecklist is { } byList ? $"{byList.Value:0.000}" : "";
        var locks = $"{policy.Locks} ({policy.AvoidableLocks})";
        var harm = $"{locks} · {policy.Doubles} · {policy.WrongCalls} · {policy.RefusedByGuards}";
        var pace = Text($"{policy.StepsPerSale,6:0.00} {policy.SecondsOfPaid,7:0.0}");
        var ends = $"{Share(policy.Paid),-22} {Seconds(policy.SecondsPerPaid),-24}";
        Line(text, $"  {policy.Policy,-10} {ends} {oracle,-22} {list,7} {pace}  {harm}");
    }

    private static string Share(Figure figure) => Text($"{figure.Value:P1} [{figure.Low:P1} {figure.High:P1}]");

    private static string Plain(Figure figure) =>
        Text($"{figure.Value:0.000} [{figure.Low:0.000} {figure.High:0.000}]");

    private static string Seconds(Figure figure) => Text($"{figure.Value:0.0} [{figure.Low:0.0} {figure.High:0.0}]");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(Text(line));

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%");
}
