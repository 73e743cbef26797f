using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearswipe.Switch.Cases;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>Cases as people read them, and as JSON for other programs. Times are UTC.</summary>
static class CaseReport
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteText(TextWriter output, IReadOnlyList<Case> cases, IReadOnlyList<Language> languages)
    {
        if (cases.Count == 0)
            foreach (var language in languages)
                output.WriteLine(CaseWords.None.In(language));
        foreach (var one in cases)
            Write(output, one, languages);
    }

    public static void WriteJson(TextWriter output, IReadOnlyList<Case> cases) =>
        output.WriteLine(new JsonArray([.. cases.Select(Json)]).ToJsonString(Readable));

    private static void Write(TextWriter output, Case one, IReadOnlyList<Language> languages)
    {
        var code = one.Code is { } said ? $" [{said}]" : "";
        output.WriteLine($"{one.Kind}  {one.Subject}  {one.Terminal} {one.Trace:D6} {one.Issuer}{code}".TrimEnd());
        foreach (var language in languages)
        {
            var since = CaseWords.Opened.With("at", At(one.Opened)).In(language);
            output.WriteLine($"  {CaseWords.What(one).In(language)} ({since})");
            output.WriteLine(one.Closed is var (at, evidence)
                ? $"  {CaseWords.Closed.With("at", At(at)).With("evidence", evidence).In(language)}"
                : $"  → {CaseWords.Next(one.Kind).In(language)}");
        }
    }

    private static JsonObject Json(Case one) => new()
    {
        ["kind"] = one.Kind.ToString(),
        ["subject"] = one.Subject,
        ["terminal"] = one.Terminal,
        ["trace"] = one.Trace,
        ["issuer"] = one.Issuer?.Value,
        ["day"] = one.Day,
        ["reason"] = one.Reason,
        ["code"] = one.Code?.Value,
        ["opened"] = At(one.Opened),
        ["closed"] = one.Closed is var (at, _) ? At(at) : null,
        ["evidence"] = one.Closed is var (_, evidence) ? evidence : null,
        ["what"] = Both(CaseWords.What(one)),
        ["next"] = one.Closed is null ? Both(CaseWords.Next(one.Kind)) : null,
    };

    private static JsonObject Both(Bilingual words) => new() { ["zh"] = words.Zh, ["en"] = words.En };

    private static string At(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
