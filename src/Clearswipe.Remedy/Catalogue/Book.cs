using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>The whole catalogue, each name in it resolved.</summary>
sealed class Book
{
    private const string TempersFile = "tempers.yaml";
    private readonly Dictionary<FindingId, Finding> _findings;
    private readonly IReadOnlyList<Leaf> _leaves;

    private Book(Book other)
    {
        (_findings, _leaves) = (other._findings, other._leaves);
        (Findings, Causes, Steps) = (other.Findings, other.Causes, other.Steps);
        (Circumstances, Tempers, Phrases, Codes) = (other.Circumstances, other.Tempers, other.Phrases, other.Codes);
    }

    private Book(IReadOnlyList<Leaf> leaves)
    {
        _leaves = leaves;
        Findings = In(leaves, "findings/", Finding.Read, finding => finding.Id.Value);
        _findings = Findings.ToDictionary(finding => finding.Id);
        Causes = In(leaves, "causes/", Cause.Read, cause => cause.Id.Value);
        Steps = In(leaves, "steps/", Step.Read, step => step.Id.Value);
        Circumstances = In(leaves, "circumstances/", Circumstance.Read, circumstance => circumstance.Name);
        Tempers = ReadTempers(leaves);
        Phrases = ReadPhrases(leaves);
        Codes = CodeBook.Read([.. leaves.Where(leaf => leaf.Path.StartsWith("codes/", StringComparison.Ordinal))]);
    }

    /// <summary>The one that stands in this room.</summary>
    public static Book Default { get; } = Read(Shelf.All);

    public IReadOnlyList<Cause> Causes { get; private init; }

    public IReadOnlyList<Finding> Findings { get; }

    public IReadOnlyList<Step> Steps { get; }

    public IReadOnlyList<Circumstance> Circumstances { get; }

    /// <summary>An exponent on what each family of evidence says: the last layer of calibration.</summary>
    public IReadOnlyDictionary<Family, double> Tempers { get; private init; }

    public IReadOnlyDictionary<string, Bilingual> Phrases { get; }

    public CodeBook Codes { get; }

    public static Book Read(IReadOnlyList<Leaf> leaves)
    {
        var book = new Book(leaves);
        return References.Fault(book, leaves) is { } fault ? throw fault : book;
    }

    /// <summary>The one of this room with files over it: each replaces the file of its path, or is added.</summary>
    public static Book Over(IEnumerable<(string Path, string Text)> files)
    {
        var own = files.Select(file => new Leaf(file.Path, file.Text)).ToList();
        var paths = own.Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        return Read([.. Shelf.All.Where(leaf => !paths.Contains(leaf.Path)), .. own]);
    }

    /// <summary>The same with other causes, each in the place of the one it replaces.</summary>
    public Book With(IReadOnlyList<Cause> causes) => new(this) { Causes = causes };

    public Book With(IReadOnlyDictionary<Family, double> tempers) => new(this) { Tempers = tempers };

    /// <summary>A file as its author wrote it.</summary>
    public string TextOf(string path) => _leaves.Single(leaf => leaf.Path == path).Text;

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

    private static Dictionary<Family, double> ReadTempers(IReadOnlyList<Leaf> leaves)
    {
        var tempers = Enum.GetValues<Family>().ToDictionary(family => family, _ => 1.0);
        foreach (var leaf in leaves.Where(leaf => leaf.Path == TempersFile))
        {
            var page = Page.Open(leaf.Path, leaf.Text);
            foreach (var key in page.Keys)
            {
                tempers[page.Word<Family>(key, key)] = page.Number(key) is > 0 and var temper
                    ? temper
                    : throw page.Fault(key, $"\"{key}\" is above zero");
            }
        }

        return tempers;
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
