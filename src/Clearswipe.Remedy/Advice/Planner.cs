using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Plans;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>
/// Puts the steps that are safe now into numbers, has them planned, and puts the plan back into steps.
/// </summary>
sealed class Planner
{
    // A step that helps in fewer cases than this is not worth a person's attention.
    private const double WorthProposing = 0.03;

    private readonly Case _case;
    private readonly List<(Step Step, Act Act, double Waits)> _acts;
    private readonly IReadOnlyList<Step> _asks;
    private readonly double[] _weights;

    public Planner(Case @case, IReadOnlyList<Step> steps)
    {
        _case = @case;
        _weights = [.. @case.Posterior.Shares];
        _acts = [.. steps.Where(step => step.Asks is null).Select(Known).Where(IsWorthProposing)];
        _asks = [.. steps.Where(step => step.Asks is not null)];
        Problem = new(
            _weights.Length, [.. _acts.Select(known => known.Act)], [.. _asks.Select(AskOf)], Patience.LostSale);
    }

    public Problem Problem { get; }

    /// <summary>P(a cause is the one to mend next), in the model's order.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The step behind a move; null when it is to give up.</summary>
    public Step? StepOf(Move move) => move.Kind switch
    {
        MoveKind.Act => _acts[move.Place].Step,
        MoveKind.Ask => _asks[move.Place],
        MoveKind.GiveUp => null,
        _ => throw new InvariantException("a move is an act, an ask, or giving up"),
    };

    /// <summary>Where a step stands among the problem's acts; null for a question or one not worth proposing.</summary>
    public int? ActOf(Step step) => _acts.FindIndex(known => known.Step == step) is >= 0 and var place ? place : null;

    /// <summary>The steps worth proposing, the best first, and what to expect. Empty when none can help.</summary>
    public Outlook Choose(Effort effort)
    {
        var plan = Plan.Of(Problem, _weights, effort);
        var seconds = plan.Openings.ToDictionary(opening => opening.Move, opening => opening.Seconds);
        // After the best opening comes what is best once it failed; a question is worth asking only where it is first.
        var order = new Greedy(Problem).Order(_weights).Where(seconds.ContainsKey);
        var choices = plan.Openings.Take(1).Select(opening => opening.Move).Concat(order).Distinct()
            .Select(move => ChoiceOf(new(move, seconds[move])))
            .ToList();
        return new(choices, plan.Seconds, plan.AtLeast, plan.IsExact);
    }

    private Choice ChoiceOf(Opening opening)
    {
        if (opening.Move.Kind == MoveKind.Ask)
            return new(_asks[opening.Move.Place], _asks[opening.Move.Place].Seconds, opening.Seconds);
        var (step, act, waits) = _acts[opening.Move.Place];
        var atStake = act.AtStake * (1 - act.Mended(_weights));
        return new(step, step.Seconds + atStake, opening.Seconds) { Waits = TimeSpan.FromSeconds(waits) };
    }

    private (Step Step, Act Act, double Waits) Known(Step step)
    {
        if (step.Waits.Count > 0)
        {
            var (waits, act) = Waiting.Best(_case, step, _weights);
            return (step, act, waits);
        }

        var mending = _case.Posterior.Model.Causes.Select(step.Mending).ToList();
        return (step, Act.Of(Patience.Price(step.Seconds), LockRisk.Of(_case) * step.SecondsIfLocked, mending), 0);
    }

    // Before anything was seen every way is open, and what passes by itself can always be waited for.
    private bool IsWorthProposing((Step Step, Act Act, double Waits) known) =>
        known.Act.Mended(_weights) >= WorthProposing || _case.Facts.Count == 0
            || (known.Step.Waits.Count > 0 && _case.Leading.Lasts is not null);

    private Ask AskOf(Step step)
    {
        var finding = _case.Book.FindingOf(step.Asks!.Value)!;
        var causes = _case.Posterior.Model.Causes;
        return new(Patience.Price(step.Seconds), [.. finding.Values.Select(value =>
            causes.Select(cause => Model.Likelihood(cause, finding, value)).ToArray())]);
    }
}

/// <summary>
/// A step that is worth proposing now, what it costs, and what the sale costs when it begins with it.
/// </summary>
readonly record struct Choice(Step Step, double Seconds, double SecondsInAll)
{
    /// <summary>How long to wait, for a step that waits.</summary>
    public TimeSpan Waits { get; init; }
}

/// <summary>The choices, what the best is expected to cost in all, and what nothing could beat. In seconds.</summary>
sealed record Outlook(IReadOnlyList<Choice> Choices, double Seconds, double AtLeast, bool IsExact);
