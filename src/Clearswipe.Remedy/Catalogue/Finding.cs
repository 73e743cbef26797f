using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>One value of a finding: how usual it is where nothing is wrong with its part, and how it is said.</summary>
sealed record FindingValue(string Name, double Usual, Bilingual Said)
{
    /// <summary>The answer to choose, when the finding is a question to a person.</summary>
    public Bilingual? Answer { get; init; }

    /// <summary>Values of other findings that are this same fact seen again, and are not counted beside it.</summary>
    public IReadOnlyDictionary<FindingId, string> Covers { get; init; } = new Dictionary<FindingId, string>();

    /// <summary>Guards: no step with one of these traits is proposed while this value holds.</summary>
    public IReadOnlySet<Trait> Forbids { get; init; } = new HashSet<Trait>();

    /// <summary>Guard: nothing but steps with this trait is proposed while this value holds.</summary>
    public Trait? AllowsOnly { get; init; }

    /// <summary>The step that comes before all others while this value holds, whatever it costs.</summary>
    public StepKind? Demands { get; init; }

    /// <summary>The card that showed this has a chip.</summary>
    public bool ProvesChip { get; init; }
}

/// <summary>Where evidence comes from. What comes from one place is often one fact told twice.</summary>
enum Family
{
    Reader,
    Keypad,
    Host,
    Line,
    Fleet,
    Printer,
    People,
}

/// <summary>A variable that was seen to have one of a few values.</summary>
sealed record Finding(FindingId Id, IReadOnlyList<FindingValue> Values)
{
    public required Family Family { get; init; }

    /// <summary>It is about the card in hand, and is forgotten when another card comes.</summary>
    public bool IsOfCard { get; init; }

    /// <summary>How it is found out, for a finding that can be looked for.</summary>
    public Bilingual? Test { get; init; }

    /// <summary>The till can look for it without a person.</summary>
    public bool IsByItself { get; init; }

    public FindingValue? this[string value] => Values.FirstOrDefault(known => known.Name == value);

    public static Finding Read(string file, string text)
    {
        var page = Page.Open(file, text);
        var values = page.Inner("values");
        var finding = new Finding(
            new(page.Text("finding")), [.. values.Keys.Select(value => ReadValue(values, value))])
        {
            Family = page.Word<Family>("family"),
            IsOfCard = page.Flag("of-card"),
            Test = page.BilingualOrNone("test"),
            IsByItself = page.Flag("by-itself"),
        };
        page.Close();
        var sum = finding.Values.Sum(value => value.Usual);
        return Math.Abs(sum - 1) < 1e-9
            ? finding
            : throw page.Fault("values", $"what is usual sums to {sum}, not to 1");
    }

    private static FindingValue ReadValue(Page values, string name)
    {
        var page = values.Inner(name);
        var value = new FindingValue(name, page.Probability("usual"), new(page.Text("zh"), page.Text("en")))
        {
            Answer = page.BilingualOrNone("answer"),
            Covers = page.InnerOrNone("covers") is { } covers
                ? covers.Keys.ToDictionary(finding => new FindingId(finding), covers.Text)
                : [],
            Forbids = page.ListOrNone("forbids").Select(name => page.Word<Trait>("forbids", name)).ToHashSet(),
            AllowsOnly = page.Has("allows-only") ? page.Word<Trait>("allows-only") : null,
            Demands = page.Has("demands") ? Step.ReadKind(page, "demands") : null,
            ProvesChip = page.Flag("proves-chip"),
        };
        page.Close();
        return value;
    }
}
