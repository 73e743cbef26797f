using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Advice;

/// <summary>
/// Chooses the step of least expected cost: most probability mended per second, updated after each failure (Kadane and
/// Simon 1977), and a question first where its answers save more than it costs (Heckerman, Breese and Rommelse 1995).
/// </summary>
sealed class Planner
{
    // A step that helps in fewer cases than this is not worth a person's attention.
    private const double WorthProposing = 0.03;

    // Seconds-equivalent of giving the sale up.
    private const double LostSale = 300;

    private readonly Posterior _posterior;
    private readonly IReadOnlyList<Option> _actions;
    private readonly IReadOnlyList<Option> _questions;
    private readonly Book _book;

    public Planner(Case @case, IReadOnlyList<Step> steps)
    {
        _book = @case.Book;
        _posterior = @case.Posterior;
        var lockRisk = LockRisk.Of(@case);
        var options = steps.Select(step => new Option(step, Mending(step), lockRisk * step.SecondsIfLocked)).ToList();
        _actions = [.. options.Where(option => option.Step.Asks is null && IsWorthProposing(option))];
        _questions = [.. options.Where(option => option.Step.Asks is not null)];
    }

    /// <summary>The steps worth proposing, the best first. Empty when none can help.</summary>
    public IReadOnlyList<Choice> Choose()
    {
        var weights = _posterior.Probabilities.ToArray();
        var actions = InOrder(weights);
        return BestQuestion(weights) is { } question ? [question, .. actions] : actions;
    }

    // A question costs its seconds in every case; what it saves is weighed answer by answer.
    private Choice? BestQuestion(double[] weights)
    {
        Choice? best = null;
        var least = ExpectedSeconds(weights);
        foreach (var question in _questions)
        {
            var seconds = question.Step.Seconds * weights.Sum();
            var finding = _book.FindingOf(question.Step.Asks!.Value)!;
            foreach (var value in finding.Values)
                seconds += ExpectedSeconds(Given(weights, finding, value));
            if (seconds < least)
                (least, best) = (seconds, new Choice(question.Step, question.Step.Seconds));
        }

        return best;
    }

    /// <summary>The expected seconds of the best prefix of the actions, after which the sale is given up.</summary>
    private double ExpectedSeconds(double[] weights)
    {
        var left = weights.ToArray();
        var mass = left.Sum();
        var (spent, least) = (0.0, mass * LostSale);
        HashSet<Option> used = [];
        while (spent < least && Best(left, used) is { } action && used.Add(action))
        {
            spent += mass * action.Cost(left);
            Fail(left, action);
            mass = left.Sum();
            least = Math.Min(least, spent + (mass * LostSale));
        }

        return least;
    }

    private List<Choice> InOrder(double[] weights)
    {
        List<Choice> order = [];
        var left = weights.ToArray();
        HashSet<Option> used = [];
        while (Best(left, used) is { } action && used.Add(action))
        {
            order.Add(new Choice(action.Step, action.Cost(left)));
            Fail(left, action);
        }

        return order;
    }

    private bool IsWorthProposing(Option option) => option.Mended([.. _posterior.Probabilities]) >= WorthProposing;

    private Option? Best(double[] left, HashSet<Option> used) =>
        _actions.Where(action => !used.Contains(action) && action.Mended(left) > 0)
            .MaxBy(action => action.Mended(left) / action.Cost(left));

    private static void Fail(double[] left, Option action)
    {
        for (var i = 0; i < left.Length; i++)
            left[i] *= 1 - action.Mending[i];
    }

    private double[] Given(double[] weights, Finding finding, FindingValue value)
    {
        var row = _posterior.Model.Row(finding.Id, value.Name);
        return [.. weights.Select((weight, cause) => weight * Math.Exp(row[cause]))];
    }

    private double[] Mending(Step step) => [.. _posterior.Model.Causes.Select(step.Mending)];

    /// <summary>A step with its chance for each cause; its cost grows where a failure could lock the card.</summary>
    private sealed class Option(Step step, double[] mending, double secondsAtStake)
    {
        public Step Step { get; } = step;

        public double[] Mending { get; } = mending;

        public double Mended(double[] weights)
        {
            var mended = 0.0;
            for (var i = 0; i < weights.Length; i++)
                mended += weights[i] * Mending[i];
            return mended;
        }

        public double Cost(double[] weights)
        {
            if (secondsAtStake == 0)
                return Step.Seconds;
            var mass = weights.Sum();
            return mass > 0 ? Step.Seconds + (secondsAtStake * (1 - (Mended(weights) / mass))) : Step.Seconds;
        }
    }
}

/// <summary>A step that is worth proposing now, and what it is expected to cost.</summary>
readonly record struct Choice(Step Step, double Seconds);
