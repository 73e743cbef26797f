using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>One code as one system means it.</summary>
sealed record CodeRow(string Code, Bilingual Means, CodeClass Class, string Acts)
{
    /// <summary>What to do, where the class does not say it well enough.</summary>
    public Bilingual? Next { get; init; }

    /// <summary>The value of the finding "answer" that this code gives, where it differs from its class's.</summary>
    public string? Answer { get; init; }

    /// <summary>A small x stands for any hexadecimal digit: 63Cx is 63C0 to 63CF.</summary>
    public bool Fits(string code) =>
        code.Length == Code.Length && Code.Zip(code).All(pair => pair.First == pair.Second || IsAnyDigit(pair));

    public bool IsPattern =>
        Code.Contains('x', StringComparison.Ordinal) && !Code.StartsWith("0x", StringComparison.Ordinal);

    private static bool IsAnyDigit((char First, char Second) pair) =>
        pair.First == 'x' && char.IsAsciiHexDigit(pair.Second);
}

/// <summary>What codes of a kind have in common: what to do, and what they are evidence of.</summary>
sealed record CodeClass(string Name, Bilingual Said, Bilingual Next, string? Answer);

/// <summary>One system of codes; a private one lies over the system that it amends.</summary>
sealed record CodeSystem(string Name, Bilingual Said, string? Over, string Source, IReadOnlyList<CodeRow> Rows)
{
    // A row for the code itself is nearer than a pattern, and a pattern nearer than "all others".
    public CodeRow? Find(string code) =>
        Rows.FirstOrDefault(row => row.Code == code)
            ?? Rows.FirstOrDefault(row => row.IsPattern && row.Fits(code))
            ?? Rows.FirstOrDefault(row => row.Code == "*");
}

/// <summary>Code tables per system and generation. A code in no table is said to be unknown, never guessed.</summary>
sealed class CodeBook
{
    /// <summary>The finding that a code is evidence for.</summary>
    public static readonly FindingId Answer = new("answer");

    private const string SystemsFile = "codes/systems.yaml";
    private const string ClassesFile = "codes/classes.yaml";

    private CodeBook(IReadOnlyList<CodeSystem> systems, IReadOnlyList<CodeClass> classes)
    {
        Systems = systems;
        Classes = classes;
    }

    public IReadOnlyList<CodeSystem> Systems { get; }

    public IReadOnlyList<CodeClass> Classes { get; }

    /// <summary>Each value of "answer" that a class or a row names, with the file that names it.</summary>
    public IEnumerable<(string File, string Value)> FindingValues =>
        Classes.Where(known => known.Answer is not null).Select(known => (ClassesFile, known.Answer!)).Concat(
            from system in Systems
            from row in system.Rows
            where row.Answer is not null
            select (FileOf(system.Name), row.Answer!));

    public CodeSystem? System(string name) => Systems.FirstOrDefault(system => system.Name == name);

    /// <summary>The row of a system or of the one below it; null when neither lists the code.</summary>
    public CodeRow? Find(string system, string code) =>
        System(system) is { } known
            ? known.Find(code) ?? (known.Over is { } below ? Find(below, code) : null)
            : null;

    /// <summary>The value of the finding "answer" that a code gives.</summary>
    public string? AnswerOf(string system, string code) =>
        Find(system, code) is { } row ? row.Answer ?? row.Class.Answer : "unlisted";

    public static CodeBook Read(IReadOnlyList<Leaf> leaves)
    {
        var classes = ReadClasses(Needed(leaves, ClassesFile));
        var page = Page.Open(SystemsFile, Needed(leaves, SystemsFile).Text);
        var systems = page.Keys.Select(name => ReadSystem(page, name, leaves, classes)).ToList();
        return systems.Find(system => system.Over is { } over && !IsNamed(over)) is { } slip
            ? throw page.Fault(slip.Name, $"\"{slip.Name}\" lies over \"{slip.Over}\", which is no system")
            : new(systems, classes);

        bool IsNamed(string name) => systems.Exists(system => system.Name == name);
    }

    private static Leaf Needed(IReadOnlyList<Leaf> leaves, string file) =>
        leaves.Any(leaf => leaf.Path == file)
            ? leaves.First(leaf => leaf.Path == file)
            : throw new CatalogueFault(file, 1, "this file is missing");

    private static List<CodeClass> ReadClasses(Leaf leaf)
    {
        var page = Page.Open(leaf.Path, leaf.Text);
        return [.. page.Keys.Select(ReadClass)];

        CodeClass ReadClass(string name)
        {
            var inner = page.Inner(name);
            var answer = inner.Has("answer") ? inner.Text("answer") : null;
            var read = new CodeClass(name, inner.Bilingual("name"), inner.Bilingual("next"), answer);
            inner.Close();
            return read;
        }
    }

    private static CodeSystem ReadSystem(
        Page page, string name, IReadOnlyList<Leaf> leaves, IReadOnlyList<CodeClass> classes)
    {
        var inner = page.Inner(name);
        var table = leaves.FirstOrDefault(leaf => leaf.Path == FileOf(name));
        var system = new CodeSystem(
            name,
            inner.Bilingual("name"),
            inner.Has("over") ? inner.Text("over") : null,
            inner.Text("source"),
            table.Path is null ? throw page.Fault(name, $"{FileOf(name)} is missing") : CodeTable.Read(table, classes));
        inner.Close();
        return system;
    }

    private static string FileOf(string system) => $"codes/{system}.tsv";
}
