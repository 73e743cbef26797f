using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>The whole catalogue, each name in it resolved.</summary>
sealed class Book
{
    private readonly Dictionary<FindingId, Finding> _findings;

    private Book(IReadOnlyList<Leaf> leaves)
    {
        Findings = In(leaves, "findings/", Finding.Read, finding => finding.Id.Value);
        _findings = Findings.ToDictionary(finding => finding.Id);
        Causes = In(leaves, "causes/", Cause.Read, cause => cause.Id.Value);
        Steps = In(leaves, "steps/", Step.Read, step => step.Id.Value);
        Phrases = ReadPhrases(leaves);
        Codes = CodeBook.Read([.. leaves.Where(leaf => leaf.Path.StartsWith("codes/", StringComparison.Ordinal))]);
    }

    /// <summary>The one that stands in this room.</summary>
    public static Book Default { get; } = Read(Shelf.All);

    public IReadOnlyList<Cause> Causes { get; }

    public IReadOnlyList<Finding> Findings { get; }

    public IReadOnlyList<Step> Steps { get; }

    public IReadOnlyDictionary<string, Bilingual> Phrases { get; }

    public CodeBook Codes { get; }

    public static Book Read(IReadOnlyList<Leaf> leaves)
    {
        var book = new Book(leaves);
        return References.Fault(book, leaves) is { } fault ? throw fault : book;
    }

    public Finding? FindingOf(FindingId id) => _findings.GetValueOrDefault(id);

    public Cause? CauseOf(CauseId id) => Causes.FirstOrDefault(cause => cause.Id == id);

    public Bilingual Phrase(string id) =>
        Phrases.TryGetValue(id, out var phrase)
            ? phrase
            : throw new InvariantException($"the catalogue has no phrase \"{id}\"");

    private static List<T> In<T>(
        IReadOnlyList<Leaf> leaves, string folder, Func<string, string, T> read, Func<T, string> name)
    {
        List<T> things = [];
        foreach (var leaf in leaves.Where(leaf => leaf.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            var thing = read(leaf.Path, leaf.Text);
            if (leaf.Path != $"{folder}{name(thing)}.yaml")
                throw new CatalogueFault(leaf.Path, 1, $"the file of \"{name(thing)}\" is named {name(thing)}.yaml");
            things.Add(thing);
        }

        return things;
    }

    private static Dictionary<string, Bilingual> ReadPhrases(IReadOnlyList<Leaf> leaves)
    {
        var phrases = new Dictionary<string, Bilingual>();
        foreach (var leaf in leaves.Where(leaf => leaf.Path.StartsWith("phrases/", StringComparison.Ordinal)))
        {
            var page = Page.Open(leaf.Path, leaf.Text);
            foreach (var id in page.Keys)
            {
                if (!phrases.TryAdd(id, page.Bilingual(id)))
                    throw page.Fault(id, $"\"{id}\" is said in another file too");
            }
        }

        return phrases;
    }
}
