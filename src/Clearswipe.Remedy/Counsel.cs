using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>
/// A cause under suspicion, with the observations that weighed most. The probability is that it is at work, alone or
/// beside another, so that of two faults at once both may be near one.
/// </summary>
public sealed record Suspect(CauseId Cause, double Probability, Bilingual Name, IReadOnlyList<Observation> Because);

/// <summary>A step that may be taken now, with its words for the cashier and the customer.</summary>
public sealed record Proposal(
    StepId Step, StepKind Kind, Bilingual Label, Bilingual Cashier, Bilingual Customer, double ExpectedSeconds)
{
    /// <summary>
    /// What the sale is expected to cost in all when it begins with this step, in seconds-equivalent.
    /// </summary>
    public double SecondsInAll { get; init; }

    /// <summary>How long to wait, for a step that waits; zero for others.</summary>
    public TimeSpan Waits { get; init; }

    /// <summary>Whom to call and what to tell them, for a step that is a call.</summary>
    public Bilingual? Call { get; init; }

    /// <summary>The finding that an answer sets, for a step that is a question; told as Observation.Told.</summary>
    public FindingId? Question { get; init; }

    /// <summary>The answers to choose from, for a step that is a question.</summary>
    public IReadOnlyList<(string Value, Bilingual Text)> Answers { get; init; } = [];

    /// <summary>What must be said before this step, such as that it is the last PIN try.</summary>
    public Bilingual? Warning { get; init; }
}

/// <summary>Something to find out, and how that is said.</summary>
public sealed record Test(FindingId Finding, Bilingual Said);

/// <summary>If a finding turns out so, another step becomes the better one.</summary>
public sealed record Turn(FindingId Finding, string Value, StepId Step, Bilingual Said);

/// <summary>
/// What the plan is expected to cost and what no plan could beat, in seconds-equivalent. When exact, both are the same;
/// otherwise the bound supposes that the cause were known, which nobody can reach.
/// </summary>
public sealed record Forecast(double Seconds, double AtLeast, bool IsExact);

/// <summary>What to think and what to do.</summary>
public sealed record Counsel(IReadOnlyList<Suspect> Suspects, Proposal Next, IReadOnlyList<Proposal> Otherwise)
{
    /// <summary>The headline for each audience: what is true, without blame and without inventing.</summary>
    public required Bilingual Cashier { get; init; }

    public required Bilingual Customer { get; init; }

    /// <summary>One line of why, from the evidence that weighed most.</summary>
    public required Bilingual Why { get; init; }

    /// <summary>What the plan costs; null while an outcome is unknown, when nothing is planned.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>The test that would tell the first two causes apart; null when none is needed or none would.</summary>
    public Test? TellApart { get; init; }

    /// <summary>What would change the advice.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>
    /// Findings that the till can look for by itself and that would matter: all at once, before people.
    /// </summary>
    public IReadOnlyList<FindingId> Probes { get; init; } = [];

    /// <summary>
    /// Answer codes that no table lists: each opens a case and is counted (<see cref="CoverageMeter"/>).
    /// </summary>
    public IReadOnlyList<ResponseCode> UnknownCodes { get; init; } = [];
}
