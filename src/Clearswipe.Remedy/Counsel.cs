using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>A cause under suspicion, with the observations that weighed most.</summary>
public sealed record Suspect(CauseId Cause, double Probability, Bilingual Name, IReadOnlyList<Observation> Because);

/// <summary>A step that may be taken now, with its words for the cashier and the customer.</summary>
public sealed record Proposal(
    StepId Step, StepKind Kind, Bilingual Label, Bilingual Cashier, Bilingual Customer, double ExpectedSeconds)
{
    /// <summary>Whom to call and what to tell them, for a step that is a call.</summary>
    public Bilingual? Call { get; init; }

    /// <summary>The finding that an answer sets, for a step that is a question; told as Observation.Told.</summary>
    public FindingId? Question { get; init; }

    /// <summary>The answers to choose from, for a step that is a question.</summary>
    public IReadOnlyList<(string Value, Bilingual Text)> Answers { get; init; } = [];

    /// <summary>What must be said before this step, such as that it is the last PIN try.</summary>
    public Bilingual? Warning { get; init; }
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
