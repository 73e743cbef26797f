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

    /// <summary>Chip cards are never swiped in mainland China; other countries differ.</summary>
    public bool FallbackAllowed { get; init; }

    /// <summary>Whose meaning an answer's code has: a system of the catalogue's code tables.</summary>
    public string CodeSystem { get; init; } = UsualCodes;

    /// <summary>The codes that a terminal of the UnionPay POS family hears.</summary>
    public const string UsualCodes = "cup-pos";
}
