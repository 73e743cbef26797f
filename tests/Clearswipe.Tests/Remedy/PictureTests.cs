using System.Text;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Tests.House;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Remedy;

/// <summary>All that the catalogue says to people, in both languages, to be reviewed like code.</summary>
public sealed class PictureTests
{
    [Fact]
    public void Every_phrase_is_said_in_both_languages() =>
        Snapshot.Matches(Lines(Book.Default.Phrases.Select(phrase => (phrase.Key, phrase.Value))));

    [Fact]
    public void Every_cause_is_said_to_each_audience() =>
        Snapshot.Matches(
            Lines(Book.Default.Causes.SelectMany(cause => new[]
            {
                ($"{cause.Id}", cause.Name),
                ($"{cause.Id} cashier", cause.Cashier),
                ($"{cause.Id} customer", cause.Customer),
            })));

    [Fact]
    public void Every_step_is_said_to_each_audience() =>
        Snapshot.Matches(
            Lines(Book.Default.Steps.SelectMany(step => new[]
            {
                ($"{step.Id}", step.Label),
                ($"{step.Id} cashier", step.Cashier),
                ($"{step.Id} customer", step.Customer),
            })));

    private static string Lines(IEnumerable<(string Id, Bilingual Text)> texts)
    {
        var lines = new StringBuilder();
        foreach (var (id, text) in texts.OrderBy(text => text.Id, StringComparer.Ordinal))
            lines.Append($"{id}\n    {text.Zh}\n    {text.En}\n");
        return lines.ToString();
    }
}
