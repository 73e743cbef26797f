using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>Whether each name that one file of the catalogue uses is defined in another.</summary>
static class References
{
    public static CatalogueFault? Fault(Book book, IReadOnlyList<Leaf> leaves) =>
        InCauses(book).Concat(InFindings(book)).Concat(InSteps(book)).Concat(InCircumstances(book))
            .Concat(InCodes(book))
            .Select(slip => new CatalogueFault(slip.File, LineOf(leaves, slip.File, slip.Name), slip.What))
            .FirstOrDefault();

    private static IEnumerable<Slip> InCauses(Book book) =>
        from cause in book.Causes
        from row in cause.Shows
        from slip in InRow(book, $"causes/{cause.Id}.yaml", row.Key, row.Value)
        select slip;

    private static IEnumerable<Slip> InRow(Book book, string file, FindingId id, Row row)
    {
        if (book.FindingOf(id) is not { } finding)
        {
            yield return new(file, id.Value, $"no finding is called \"{id}\"");
            yield break;
        }

        foreach (var value in row.Listed.Keys.Where(value => finding[value] is null))
            yield return new(file, value, $"\"{id}\" is never \"{value}\"");

        var isWhole = finding.Values.All(value => row.Listed.ContainsKey(value.Name));
        if (isWhole != (row.Else == 0))
            yield return new(file, id.Value, $"the row of \"{id}\" needs an \"else\" exactly when a value is unlisted");
    }

    private static IEnumerable<Slip> InFindings(Book book) =>
        from finding in book.Findings
        from value in finding.Values
        from covered in value.Covers
        where book.FindingOf(covered.Key)?[covered.Value] is null
        select new Slip($"findings/{finding.Id}.yaml", "covers", $"\"{covered.Key}\" is never \"{covered.Value}\"");

    private static IEnumerable<Slip> InSteps(Book book)
    {
        foreach (var step in book.Steps)
        {
            var file = $"steps/{step.Id}.yaml";
            foreach (var cause in step.Mends.Keys.Where(cause => book.CauseOf(cause) is null))
                yield return new(file, cause.Value, $"no cause is called \"{cause}\"");
            if (step.Asks is { } asks && book.FindingOf(asks) is null)
                yield return new(file, asks.Value, $"no finding is called \"{asks}\"");
            if ((step.Does == StepKind.AskQuestion) != step.Asks.HasValue)
                yield return new(file, "does", "a question asks for a finding, and nothing else does");
        }
    }

    private static IEnumerable<Slip> InCircumstances(Book book) =>
        from circumstance in book.Circumstances
        from leaning in circumstance.Values.Values.SelectMany(leanings => leanings)
        where book.CauseOf(leaning.Cause) is null
        select new Slip(
            $"circumstances/{circumstance.Name}.yaml", leaning.Cause.Value, $"no cause is called \"{leaning.Cause}\"");

    private static IEnumerable<Slip> InCodes(Book book) =>
        from named in book.Codes.FindingValues
        where book.FindingOf(CodeBook.Answer)?[named.Value] is null
        select new Slip(named.File, named.Value, $"\"{CodeBook.Answer}\" is never \"{named.Value}\"");

    private static int LineOf(IReadOnlyList<Leaf> leaves, string file, string name) =>
        1 + Math.Max(0, Array.FindIndex(
            leaves.First(leaf => leaf.Path == file).Text.Split('\n'),
            line => line.Contains(name, StringComparison.Ordinal)));

    private readonly record struct Slip(string File, string Name, string What);
}
