using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>
/// Something known before anything was seen, as the hour or the age of the card: for each value, by how much it
/// multiplies the odds of a cause. Values that are not listed change nothing.
/// </summary>
sealed record Circumstance(string Name, IReadOnlyDictionary<string, IReadOnlyList<Leaning>> Values)
{
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What it makes of the odds; nothing for a value that is not listed.</summary>
    public IReadOnlyList<Leaning> Under(string value) => Values.GetValueOrDefault(value) ?? [];

    public static Circumstance Read(string file, string text)
    {
        var page = Page.Open(file, text);
        var values = page.Inner("values");
        var circumstance = new Circumstance(
            page.Text("circumstance"),
            values.Keys.ToDictionary(value => value, value => ReadLeanings(values.Inner(value))))
        {
            Sources = page.List("sources"),
        };
        page.Close();
        return circumstance;
    }

    private static IReadOnlyList<Leaning> ReadLeanings(Page page) =>
        [.. page.Keys.Select(cause => page.Number(cause) is > 0 and var times
            ? new Leaning(new CauseId(cause), Math.Log(times))
            : throw page.Fault(cause, $"\"{cause}\" multiplies odds: it is above zero"))];
}
