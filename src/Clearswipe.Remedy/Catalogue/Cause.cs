using Clearswipe.Remedy.Fleet;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>Whose a cause is; the ways round a cause depend on it.</summary>
enum Owner
{
    Card,
    Customer,
    Account,
    Till,
    Printer,
    Line,
    Issuer,
    Switch,
    Acquirer,
    Unknown,
}

/// <summary>Who is called about a cause when the counter cannot mend it.</summary>
enum Contact
{
    None,
    Issuer,
    Acquirer,
    Provider,
    Network,
}

/// <summary>P(value | cause) of one finding; what is not listed shares the rest, as it usually would.</summary>
sealed record Row(IReadOnlyDictionary<string, double> Listed, double Else);

/// <summary>Something that blocks a sale: how often, what it shows, and how it is told.</summary>
sealed record Cause(CauseId Id, Owner Owner, double Weight, IReadOnlyDictionary<FindingId, Row> Shows)
{
    public required Bilingual Name { get; init; }

    public required Bilingual Cashier { get; init; }

    public required Bilingual Customer { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>The headlines when an end has been announced, with {issuer} and {until}.</summary>
    public Bilingual? CashierUntil { get; init; }

    public Bilingual? CustomerUntil { get; init; }

    /// <summary>What to tell the one who is called.</summary>
    public Bilingual? Tell { get; init; }

    /// <summary>For a cause of which little is known: how much of its rows is spread evenly over all values.</summary>
    public double Even { get; init; }

    /// <summary>How long it lasts by itself, for a cause that may be waited out.</summary>
    public Outage? Lasts { get; init; }

    /// <summary>The kind of scope whose failing in the fleet is evidence for it.</summary>
    public ScopeKind? Watched { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public static Cause Read(string file, string text)
    {
        var page = Page.Open(file, text);
        var cause = new Cause(
            new(page.Text("cause")), page.Word<Owner>("owner"), Positive(page, "weight"), ReadRows(page))
        {
            Name = page.Bilingual("name"),
            Cashier = page.Bilingual("cashier"),
            Customer = page.Bilingual("customer"),
            Contact = page.Word<Contact>("contact"),
            Tell = page.BilingualOrNone("tell"),
            Even = page.Has("even") ? page.Probability("even") : 0,
            Lasts = page.InnerOrNone("lasts") is { } lasts ? Outage.Read(lasts) : null,
            Watched = page.Has("watched") ? page.Word<ScopeKind>("watched") : null,
            CashierUntil = page.BilingualOrNone("cashier-until"),
            CustomerUntil = page.BilingualOrNone("customer-until"),
            Sources = page.List("sources"),
        };
        page.Close();
        return cause;
    }

    private static double Positive(Page page, string key) =>
        page.Number(key) is > 0 and var number ? number : throw page.Fault(key, $"\"{key}\" is above zero");

    private static Dictionary<FindingId, Row> ReadRows(Page page) =>
        page.InnerOrNone("shows") is { } shows
            ? shows.Keys.ToDictionary(finding => new FindingId(finding), finding => ReadRow(shows, finding))
            : [];

    private static Row ReadRow(Page shows, string finding)
    {
        var page = shows.Inner(finding);
        var listed = page.Keys.Where(key => key != "else").ToDictionary(key => key, page.Probability);
        var rest = page.Has("else") ? page.Probability("else") : 0;
        return Math.Abs(listed.Values.Sum() + rest - 1) < 1e-9
            ? new Row(listed, rest)
            : throw shows.Fault(finding, $"the row of \"{finding}\" sums to {listed.Values.Sum() + rest}, not to 1");
    }
}
