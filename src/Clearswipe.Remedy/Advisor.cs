using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>The door of the room: what was seen goes in, ranked causes and the next step come out. Pure.</summary>
public sealed class Advisor
{
    /// <summary>With the catalogue that stands in this room.</summary>
    public static Advisor Default => throw new NotImplementedException();

    public Counsel Advise(Situation situation) => throw new NotImplementedException();

    /// <summary>A text of the catalogue by its stable id, such as "sale.present-card", for an audience.</summary>
    public Bilingual Phrase(string id) => throw new NotImplementedException();
}

/// <summary>All that the advisor is told about a sale.</summary>
public sealed record Situation
{
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<Observation> Seen { get; init; }
    /// <summary>A request left and its outcome is not known yet: nothing else may happen before that is settled.</summary>
    public required bool OutcomeUnknown { get; init; }
    /// <summary>What this till can do at this moment.</summary>
    public required IReadOnlySet<StepKind> Possible { get; init; }
    public IReadOnlyList<StepId> Tried { get; init; } = [];
    public IssuerId? Issuer { get; init; }
    /// <summary>Chip cards are never swiped in mainland China; other countries differ.</summary>
    public bool FallbackAllowed { get; init; }
}

/// <summary>A cause under suspicion, with the observations that weighed most.</summary>
public sealed record Suspect(CauseId Cause, double Probability, Bilingual Name, IReadOnlyList<Observation> Because);

/// <summary>A step that may be taken now, with its words for the cashier and the customer.</summary>
public sealed record Proposal(
    StepId Step, StepKind Kind, Bilingual Label, Bilingual Cashier, Bilingual Customer, double ExpectedSeconds)
{
    /// <summary>Whom to call and what to tell them, for a step that is a call.</summary>
    public Bilingual? Call { get; init; }
    /// <summary>The answers to choose from, for a step that is a question.</summary>
    public IReadOnlyList<(string Value, Bilingual Text)> Answers { get; init; } = [];
}

/// <summary>What to think and what to do.</summary>
public sealed record Counsel(IReadOnlyList<Suspect> Suspects, Proposal Next, IReadOnlyList<Proposal> Otherwise)
{
    /// <summary>The headline for each audience: what is true, without blame and without inventing.</summary>
    public required Bilingual Cashier { get; init; }
    public required Bilingual Customer { get; init; }
    /// <summary>One line of why, from the evidence that weighed most.</summary>
    public required Bilingual Why { get; init; }
}
