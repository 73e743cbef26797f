using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>What the guards must know about a step.</summary>
enum Trait
{
    /// <summary>Goes on with the card that was just refused or not read.</summary>
    SameCard,
    /// <summary>Asks for a PIN, or leads to it.</summary>
    AsksPin,
    /// <summary>Reads a stripe.</summary>
    Swipes,
    /// <summary>Reads a card without contact.</summary>
    Taps,
    /// <summary>Handles the keypad of this till.</summary>
    UsesPad,
    /// <summary>Brings an unknown outcome to an end.</summary>
    Settles,
    /// <summary>Makes sense after the bank has approved.</summary>
    AfterApproval,
    /// <summary>Takes the money in another way: an end of the sale that is paid.</summary>
    Pays,
    /// <summary>May be proposed again after it was tried.</summary>
    Again,
}

/// <summary>Something that may be done about a blocked sale, or asked.</summary>
sealed record Step(StepId Id, StepKind Does, double Seconds, IReadOnlySet<Trait> Traits)
{
    public required Bilingual Label { get; init; }

    public required Bilingual Cashier { get; init; }

    public required Bilingual Customer { get; init; }

    /// <summary>P(the sale goes on | cause), by name.</summary>
    public required IReadOnlyDictionary<CauseId, double> Mends { get; init; }

    /// <summary>P(the sale goes on | cause) for the other causes of an owner.</summary>
    public required IReadOnlyDictionary<Owner, double> GoesRound { get; init; }

    /// <summary>The finding that an answer to this question sets.</summary>
    public FindingId? Asks { get; init; }

    /// <summary>Seconds-equivalent of a card locked by this step's failure.</summary>
    public double SecondsIfLocked { get; init; }

    /// <summary>For a step that waits: the spans to choose from, in seconds.</summary>
    public IReadOnlyList<double> Waits { get; init; } = [];

    /// <summary>For a step that waits: how long a customer who waits so stays, on average, in seconds.</summary>
    public double Patience { get; init; }

    public double Mending(Cause cause) =>
        Mends.TryGetValue(cause.Id, out var mends) ? mends : GoesRound.GetValueOrDefault(cause.Owner);

    public bool Is(Trait trait) => Traits.Contains(trait);

    public static Step Read(string file, string text)
    {
        var page = Page.Open(file, text);
        var step = new Step(
            new(page.Text("step")), ReadKind(page, "does"), ReadSeconds(page), ReadTraits(page))
        {
            Label = page.Bilingual("label"),
            Cashier = page.Bilingual("cashier"),
            Customer = page.Bilingual("customer"),
            Mends = Chances(page, "mends", name => new CauseId(name)),
            GoesRound = Chances(page, "goes-round", name => page.Word<Owner>("goes-round", name)),
            Asks = page.Has("asks") ? new FindingId(page.Text("asks")) : null,
            SecondsIfLocked = page.Number("seconds-if-locked", 0),
            Waits = ReadWaits(page),
            Patience = page.Number("patience", 0),
        };
        page.Close();
        return step.Waits.Count > 0 == step.Patience > 0
            ? step
            : throw page.Fault("step", "a step that waits says both \"waits\" and \"patience\"");
    }

    private static HashSet<Trait> ReadTraits(Page page) =>
        page.ListOrNone("traits").Select(name => page.Word<Trait>("traits", name)).ToHashSet();

    public static StepKind ReadKind(Page page, string key) =>
        Enum.TryParse<StepKind>(page.Text(key), out var kind)
            ? kind
            : throw page.Fault(key, $"no till does \"{page.Text(key)}\"");

    private static double ReadSeconds(Page page) =>
        page.Number("seconds") is > 0 and var seconds
            ? seconds
            : throw page.Fault("seconds", "a step costs more than no time");

    private static IReadOnlyList<double> ReadWaits(Page page) =>
        [.. page.ListOrNone("waits").Select(text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? seconds
                : throw page.Fault("waits", $"\"{text}\" is no number of seconds"))];

    private static Dictionary<TKey, double> Chances<TKey>(Page page, string key, Func<string, TKey> read)
        where TKey : notnull =>
        page.InnerOrNone(key) is { } chances ? chances.Keys.ToDictionary(read, chances.Probability) : [];
}
