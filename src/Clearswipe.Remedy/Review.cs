using System.Globalization;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>
/// The catalogue as whoever knows the trade reviews it: lists, complaints, and P(finding | cause) as a table.
/// </summary>
public sealed class Review
{
    private readonly Book _book;

    private Review(Book book)
    {
        _book = book;
        Complaints = [.. Linter.Complaints(book)];
    }

    /// <summary>What is wrong with the whole, though each file can be read; empty when nothing is.</summary>
    public IReadOnlyList<string> Complaints { get; }

    /// <summary>
    /// With files of one's own over those of this room, as <see cref="Advisor.With"/> has them. A malformed file is a
    /// <see cref="CatalogueFault"/>.
    /// </summary>
    public static Review With(IEnumerable<(string Path, string Text)> files) => new(Book.Over(files));

    /// <summary>Causes, the most frequent first; findings with their values; steps with their seconds.</summary>
    public IEnumerable<string> Lines(Language language)
    {
        var total = _book.Causes.Sum(cause => cause.Weight);
        foreach (var cause in _book.Causes.OrderByDescending(cause => cause.Weight))
            yield return Text($"cause    {cause.Id,-22} {cause.Weight / total,6:P1}  {cause.Name.In(language)}");
        foreach (var finding in _book.Findings)
            yield return Text($"finding  {finding.Id,-22}         {Listed(finding)}");
        foreach (var step in _book.Steps.OrderBy(step => step.Seconds))
            yield return Text($"step     {step.Id,-22} {step.Seconds,4} s  {step.Label.In(language)}");
        foreach (var circumstance in _book.Circumstances)
        {
            var values = string.Join(", ", circumstance.Values.Keys);
            yield return Text($"known    {circumstance.Name,-22}         {values}");
        }
    }

    /// <summary>
    /// A header and a row for each cause (or only one): its share, then P(value | cause) of every value of every
    /// finding, in brackets where the cause does not speak through the finding and it is as usual.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> Table(CauseId? only)
    {
        yield return
        [
            "cause", "share",
            .. from finding in _book.Findings from value in finding.Values select $"{finding.Id}={value.Name}",
        ];
        var total = _book.Causes.Sum(cause => cause.Weight);
        foreach (var cause in _book.Causes.Where(cause => only is null || cause.Id == only))
        {
            yield return
            [
                cause.Id.Value, Text($"{cause.Weight / total:0.####}"),
                .. from finding in _book.Findings from value in finding.Values select Cell(cause, finding, value),
            ];
        }
    }

    private static string Cell(Cause cause, Finding finding, FindingValue value)
    {
        var likelihood = Text($"{Model.Likelihood(cause, finding, value):0.#####}");
        return cause.Shows.ContainsKey(finding.Id) ? likelihood : $"({likelihood})";
    }

    private static string Listed(Finding finding) => string.Join(", ", finding.Values.Select(value => value.Name));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
