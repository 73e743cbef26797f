using System.Globalization;
using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Remedy.Learning;

/// <summary>
/// What resolved cases teach: how well the diagnosis does on a fifth of them that is held back, before and after, what
/// would change, and the files that would change it. Nothing is changed by learning; a person adopts the files or not.
/// </summary>
public sealed class Lesson
{
    /// <summary>A lesson of fewer cases would fit their noise.</summary>
    public const int FewestCases = 50;

    private const int Parts = 5;
    private const double WorthShowing = 0.05;

    private Lesson(Book book, IReadOnlyList<ResolvedCase> cases)
    {
        var counted = Part(cases, part => part >= 2);
        var learnt = book.With(Counts.Learn(book, counted));
        var tempers = Tempering.Fit(learnt, Part(cases, part => part == 1));
        var after = learnt.With(tempers);
        var heldBack = Part(cases, part => part == 0);
        (Before, After) = (Scores.Of(book, heldBack), Scores.Of(after, heldBack));
        Changes = [.. Shifts(book, after), .. tempers.Select(Tempered)];
        Files = Rewriting.Of(book, after);
    }

    public Scores Before { get; }

    public Scores After { get; }

    /// <summary>What would change by much, a line each.</summary>
    public IReadOnlyList<string> Changes { get; }

    /// <summary>The files of the catalogue as learnt, to lie over those that stand there now.</summary>
    public IReadOnlyList<(string Path, string Text)> Files { get; }

    /// <summary>
    /// Learns from comma-separated cases (see the README of this room), with files of one's own over the catalogue.
    /// What cannot be read is a <see cref="CatalogueFault"/> with its line.
    /// </summary>
    public static Lesson From(string file, string text, IEnumerable<(string Path, string Text)> own)
    {
        var book = Book.Over(own);
        var cases = ResolvedCase.Read(file, text, book);
        return cases.Count >= FewestCases
            ? new(book, cases)
            : throw new CatalogueFault(file, cases.Count + 1, $"{cases.Count} cases teach nothing; {FewestCases} may");
    }

    private static List<ResolvedCase> Part(IReadOnlyList<ResolvedCase> cases, Predicate<int> isIn) =>
        [.. cases.Where((_, place) => isIn(place % Parts))];

    private static IEnumerable<string> Shifts(Book before, Book after) =>
        from pair in before.Causes.Zip(after.Causes)
        from shown in pair.First.Shows
        from value in shown.Value.Listed
        let learnt = pair.Second.Shows[shown.Key].Listed[value.Key]
        where Math.Abs(learnt - value.Value) >= WorthShowing
        orderby Math.Abs(learnt - value.Value) descending
        select Line($"{pair.First.Id}: {shown.Key}={value.Key} {value.Value:0.###} → {learnt:0.###}");

    private static string Tempered(KeyValuePair<Family, double> temper) =>
        Line($"evidence of the {Words.Of(temper.Key)} counts {temper.Value:0.##} times");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
