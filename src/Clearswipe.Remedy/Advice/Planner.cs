using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Plans;

namespace Clearswipe.Remedy.Advice;

/// <summary>Puts the steps that are safe now into numbers, has them planned, and puts the plan back into steps.</summary>
sealed class Planner
{
    // A step that helps in fewer cases than this is not worth a person's attention.
    private const double WorthProposing = 0.03;

    private readonly Case _case;
    private readonly IReadOnlyList<Step> _acts;
    private readonly IReadOnlyList<Step> _asks;
    private readonly double[] _weights;

    public Planner(Case @case, IReadOnlyList<Step> steps)
    {
        _case = @case;
        _weights = [.. @case.Posterior.Shares];
        var lockRisk = LockRisk.Of(@case);
        var acts = steps.Where(step => step.Asks is null)
            .Select(step => (Step: step, Act: ActOf(step, lockRisk)))
            .Where(known => known.Act.Mended(_weights) >= WorthProposing)
            .ToList();
        _acts = [.. acts.Select(known => known.Step)];
        _asks = [.. steps.Where(step => step.Asks is not null)];
        Problem = new(
            _weights.Length, [.. acts.Select(known => known.Act)], [.. _asks.Select(AskOf)], Patience.LostSale);
    }

    public Problem Problem { get; }

    /// <summary>The steps worth proposing, the best first, and what to expect. Empty when none can help.</summary>
    public Outlook Choose(Effort effort)
    {
        var plan = Plan.Of(Problem, _weights, effort);
        var choices = plan.Openings
            // A question is worth a person's attention only where it comes first.
            .Where((opening, place) => place == 0 || opening.Move.Kind == MoveKind.Act)
            .Select(ChoiceOf)
            .ToList();
        return new(choices, plan.Seconds, plan.AtLeast, plan.IsExact);
    }

    private Choice ChoiceOf(Opening opening)
    {
        if (opening.Move.Kind == MoveKind.Ask)
            return new(_asks[opening.Move.Place], Problem.Asks[opening.Move.Place].Seconds, opening.Seconds);
        var act = Problem.Acts[opening.Move.Place];
        return new(_acts[opening.Move.Place], act.Cost(1, act.Mended(_weights)), opening.Seconds);
    }

    private Act ActOf(Step step, double lockRisk) =>
        Act.Of(step.Seconds, lockRisk * step.SecondsIfLocked, [.. _case.Posterior.Model.Causes.Select(step.Mending)]);

    private Ask AskOf(Step step)
    {
        var finding = _case.Book.FindingOf(step.Asks!.Value)!;
        var causes = _case.Posterior.Model.Causes;
        return new(step.Seconds, [.. finding.Values.Select(value =>
            causes.Select(cause => Model.Likelihood(cause, finding, value)).ToArray())]);
    }
}

/// <summary>A step that is worth proposing now, what it costs, and what the sale costs when it begins with it.</summary>
readonly record struct Choice(Step Step, double Seconds, double SecondsInAll);

/// <summary>The choices, what the best is expected to cost in all, and what nothing could beat. In seconds.</summary>
sealed record Outlook(IReadOnlyList<Choice> Choices, double Seconds, double AtLeast, bool IsExact);
