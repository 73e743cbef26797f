using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearswipe.Lab.Shops;

namespace Clearswipe.Lab.Runs;

/// <summary>What a random run found: how the sales ended, what was suspected and done, and every violation.</summary>
public sealed record LabReport
{
    public required string World { get; init; }
    public required ulong Seed { get; init; }
    public required int Sales { get; init; }
    public required int Paid { get; init; }
    public required int Blocked { get; init; }
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }
    public required IReadOnlyDictionary<string, int> Troubles { get; init; }
    public required IReadOnlyDictionary<string, int> Causes { get; init; }
    public required IReadOnlyDictionary<string, int> Steps { get; init; }
    public required double VirtualSeconds { get; init; }
    public required double WallSeconds { get; init; }
    public required long Events { get; init; }
    /// <summary>Two runs of one world and seed agree in it.</summary>
    public required string TraceHash { get; init; }
    public required int PowerCuts { get; init; }
    public required long BytesScanned { get; init; }
    public required IReadOnlyList<Violation> Violations { get; init; }

    public bool IsClean => Violations.Count == 0;

    public string ToJson() => JsonSerializer.Serialize(this, LabReportJson.Readable.LabReport);

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"{World}, seed {Seed}: {Sales} sales, {Paid} paid, {Blocked} blocked on the way");
        Add(text, "ended", Outcomes);
        Add(text, "troubles", Troubles);
        Add(text, "suspected", Causes);
        Add(text, "steps", Steps);
        text.AppendLine(Pace());
        text.Append(IsClean
            ? $"{BytesScanned} bytes on disk scanned; no violations"
            : $"{Violations.Count} violations:\n  {string.Join("\n  ", Violations)}");
        return text.ToString();
    }

    private string Pace() =>
        $"{TimeSpan.FromSeconds(VirtualSeconds):d\\.hh\\:mm\\:ss} of shop time in {WallSeconds:0.0} s, "
        + $"{Events} events, {Sales / WallSeconds:0} sales/s, trace {TraceHash}";

    private static void Add(StringBuilder text, string title, IReadOnlyDictionary<string, int> counts)
    {
        if (counts.Count > 0)
            text.AppendLine($"  {title}: {string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"))}");
    }
}

/// <summary>How a report is written for machines.</summary>
[JsonSerializable(typeof(LabReport))]
sealed partial class LabReportJson : JsonSerializerContext
{
    public static readonly LabReportJson Readable = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
