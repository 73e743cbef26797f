using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>All that the advisor is told about a sale.</summary>
public sealed record Situation
{
    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyList<Observation> Seen { get; init; }

    /// <summary>A request left and its outcome is unknown: nothing else may happen before that is settled.</summary>
    public required bool OutcomeUnknown { get; init; }

    /// <summary>
    /// What this till can do at this moment. Some things it can always do, listed or not: queue the reversal of an
    /// unknown outcome, show the receipt of an approved sale, and stop any other.
    /// </summary>
    public required IReadOnlySet<StepKind> Possible { get; init; }

    public IReadOnlyList<StepId> Tried { get; init; } = [];

    public IssuerId? Issuer { get; init; }

    /// <summary>
    /// What is known before anything was seen, by the names of Catalogue/circumstances, such as "card-age": "new". The
    /// hour is read from Now. What the catalogue does not list changes nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Circumstances { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Log-evidence for causes from outside this sale: log (rate here / rate everywhere) as learnt for this issuer or
    /// till, or what the fleet's watch says.
    /// </summary>
    public IReadOnlyDictionary<CauseId, double> Leanings { get; init; } = new Dictionary<CauseId, double>();

    /// <summary>
    /// Findings that this till can look for by itself now. While one of them would matter, no person is asked.
    /// </summary>
    public IReadOnlySet<FindingId> Probes { get; init; } = new HashSet<FindingId>();

    /// <summary>Chip cards are never swiped in mainland China; other countries differ.</summary>
    public bool FallbackAllowed { get; init; }

    /// <summary>Whose meaning an answer's code has: a system of the catalogue's code tables.</summary>
    public string CodeSystem { get; init; } = UsualCodes;

    /// <summary>The codes that a terminal of the UnionPay POS family hears.</summary>
    public const string UsualCodes = "cup-pos";
}
