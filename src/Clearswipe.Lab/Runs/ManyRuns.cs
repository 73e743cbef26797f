using System.Text;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Lab.Runs;

/// <summary>One run of each seed from the first to the last, and what they found together.</summary>
public sealed class ManyRuns
{
    private readonly List<(ulong Seed, string Law, string What)> _found = [];
    private readonly SortedDictionary<string, int> _troubles = new(StringComparer.Ordinal);
    private readonly TimeProvider _wall;
    private readonly long _began;
    private readonly string _world;
    private int _seeds;
    private int _sales;
    private int _paid;
    private int _powerCuts;
    private long _events;
    private double _shopTime;

    private ManyRuns(string world, TimeProvider wall) => (_world, _wall, _began) = (world, wall, wall.GetTimestamp());

    public bool IsClean => _found.Count == 0;

    /// <summary>Runs all seeds, or stops after the first that finds something.</summary>
    public static ManyRuns Of(
        World world, int sales, (ulong From, ulong To) seeds, bool stopsAtFirst, TimeProvider wall)
    {
        var runs = new ManyRuns(world.Name, wall);
        for (var seed = seeds.From; seed <= seeds.To && !(stopsAtFirst && !runs.IsClean); seed++)
            runs.Add(LabRun.Run(world, sales, seed, wall));
        return runs;
    }

    public string ToText()
    {
        var seconds = _wall.GetElapsedTime(_began).TotalSeconds;
        var text = new StringBuilder();
        foreach (var (seed, law, what) in _found)
            text.AppendLine($"seed {seed}: {law}: {what}");
        text.AppendLine($"  injected: {string.Join(", ", _troubles.Select(one => $"{one.Key} {one.Value}"))}");
        text.AppendLine(
            $"  {TimeSpan.FromSeconds(_shopTime):d\\.hh\\:mm\\:ss} of shop time in {seconds:0.0} s, {_events} events, "
            + $"{_events / seconds:0} events/s, {_sales / seconds:0} sales/s");
        text.Append(
            $"{_world}: {_seeds} seeds, {_sales} sales, {_paid} paid, {_powerCuts} power cuts, "
            + $"{_found.Count} violations");
        return text.ToString();
    }

    private void Add(LabReport report)
    {
        _seeds++;
        _sales += report.Sales;
        _paid += report.Paid;
        _powerCuts += report.PowerCuts;
        _events += report.Events;
        _shopTime += report.VirtualSeconds;
        foreach (var (name, count) in report.Troubles)
            _troubles[name] = _troubles.GetValueOrDefault(name) + count;
        foreach (var violation in report.Violations)
            _found.Add((report.Seed, violation.Law, violation.What));
    }
}
