using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Plans;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>
/// What is not known yet and would matter: what tells the first two causes apart, what changes the step.
/// </summary>
sealed class Foresight(Case @case, IReadOnlyList<Step> admitted, Planner planner)
{
    // Nobody needs a test of a cause that is as good as proved, or against one that is as good as cleared.
    private const double AsGoodAsProved = 0.95;
    private const double AsGoodAsCleared = 0.01;
    private const double TellsApart = 1;
    private const int TurnsShown = 2;
    private const double SecondsWorthSaying = 2;

    private readonly List<Experiment> _open = [.. Experiment.Open(@case, admitted)];

    /// <summary>
    /// The test that tells the leading cause from its rival best; null when none does, or none is needed.
    /// </summary>
    public Test? TellApart()
    {
        var (posterior, causes) = (@case.Posterior, @case.Posterior.Model.Causes);
        var rival = posterior.RivalOf(posterior.Ranked[0]);
        if (@case.Certainty >= AsGoodAsProved || posterior.Probabilities[rival] < AsGoodAsCleared)
            return null;

        var best = _open.MaxBy(experiment => experiment.Divergence(@case.Leading, causes[rival]));
        return best is null || best.Divergence(@case.Leading, causes[rival]) < TellsApart
            ? null
            : new(best.Finding.Id, Tells(best.Said, @case.Leading.Name, causes[rival].Name));
    }

    /// <summary>
    /// What would change the step: findings after which another is better, those first that would save most seconds in
    /// expectation.
    /// </summary>
    public IReadOnlyList<Turn> Turns(Choice chosen)
    {
        var myopic = new Myopic(planner.Problem);
        return [.. (from experiment in _open
            from value in experiment.Finding.Values
            let turn = TurnBy(myopic, experiment, value, chosen)
            where turn.Saves >= SecondsWorthSaying
            orderby turn.Saves descending
            select turn.Turn).DistinctBy(turn => turn.Finding).Take(TurnsShown)];
    }

    private (double Saves, Turn Turn) TurnBy(Myopic myopic, Experiment experiment, FindingValue value, Choice chosen)
    {
        var causes = @case.Posterior.Model.Causes;
        var given = planner.Weights.ToArray();
        for (var cause = 0; cause < given.Length; cause++)
            given[cause] *= experiment.Likelihood(causes[cause], value);

        var seconds = myopic.Value(given, default, out var first);
        if (planner.StepOf(first) is not { Asks: null } step || step == chosen.Step)
            return default;
        var said = @case.Book.Phrase("turn.if");
        var words = value.Answer ?? value.Said;
        return (Sticking(myopic, given, chosen) - seconds, new(experiment.Finding.Id, value.Name, step.Id, new(
            Fill(said.Zh, words.Zh, step.Label.Zh), Fill(said.En, words.En, step.Label.En))));
    }

    // What it costs to begin with the chosen step although this was found.
    private double Sticking(Myopic myopic, double[] given, Choice chosen)
    {
        if (planner.ActOf(chosen.Step) is not { } place)
            return (given.Sum() * chosen.Seconds) + myopic.Value(given, default, out _);
        var (act, left) = (planner.Problem.Acts[place], new double[given.Length]);
        act.Fail(given, left);
        return act.Cost(given.Sum(), act.Mended(given)) + myopic.Value(left, default(Done).WithAct(place), out _);
    }

    private Bilingual Tells(Bilingual test, Bilingual first, Bilingual second)
    {
        var said = @case.Book.Phrase("turn.tells-apart");
        return new(
            said.Zh.Replace("{test}", test.Zh).Replace("{first}", first.Zh).Replace("{second}", second.Zh),
            said.En.Replace("{test}", test.En).Replace("{first}", first.En).Replace("{second}", second.En));
    }

    private static string Fill(string text, string finding, string step) =>
        text.Replace("{finding}", finding.Replace("（{code}）", "").Replace(" ({code})", "")).Replace("{step}", step);
}
