using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>Makes a counsel of a case: guards first, then the step of least expected cost, then the words.</summary>
static class Counsellor
{
    private const int AlternativesShown = 4;
    private const int SuspectsShown = 5;
    private const double WorthNaming = 0.01;
    private const double WorthNamingBeside = 0.5;

    public static Counsel Counsel(Case @case, Effort effort)
    {
        var steps = Guards.Admit(@case);
        return @case.Situation.OutcomeUnknown ? Said(@case, Settling(steps)) : Planned(@case, steps, effort);
    }

    private static Counsel Planned(Case @case, IReadOnlyList<Step> steps, Effort effort)
    {
        var probes = Probes(@case);
        IReadOnlyList<Step> open = probes.Count == 0 ? steps : [.. steps.Where(step => step.Asks is null)];
        var planner = new Planner(@case, open);
        var outlook = planner.Choose(effort);
        var choices = Choices(@case, steps, outlook);
        var foresight = new Foresight(@case, steps, planner);
        return Said(@case, choices) with
        {
            Forecast = new(outlook.Seconds, outlook.AtLeast, outlook.IsExact),
            TellApart = foresight.TellApart(),
            Turns = foresight.Turns(choices[0]),
            Probes = [.. probes.Select(finding => finding.Id)],
        };
    }

    private static Counsel Said(Case @case, List<Choice> choices)
    {
        var proposals = choices.Select(choice => Propose(@case, choice)).ToList();
        return new(Suspects(@case), proposals[0], proposals[1..])
        {
            Cashier = Wording.ForCashier(@case),
            Customer = Wording.ForCustomer(@case),
            Why = Wording.Why(@case),
            UnknownCodes = @case.UnknownCodes,
        };
    }

    // What the till sees by itself costs nobody anything, so that it comes before any question.
    private static List<Finding> Probes(Case @case) =>
        [.. @case.Book.Findings.Where(finding => finding.IsByItself
            && @case.Situation.Probes.Contains(finding.Id)
            && @case.Facts.All(fact => fact.Finding != finding.Id))];

    private static List<Choice> Choices(Case @case, IReadOnlyList<Step> steps, Outlook outlook)
    {
        var ranked = outlook.Choices.Where(choice => Concerns(@case, choice.Step)).ToList();
        List<Choice> choices =
        [
            .. Demanded(@case, steps),
            .. ranked.Take(1 + AlternativesShown),
            .. MendNamed(@case, ranked),
            // No counter is left without an end at which the sale is paid, nor without someone to call; what passes by
            // itself can be waited for.
            .. ranked.Where(choice => choice.Step.Is(Trait.Pays)).Take(1),
            .. ranked.Where(choice => ContactOf(choice.Step) is not null).Take(1),
            .. ranked.Where(choice => choice.Waits > TimeSpan.Zero && @case.Leading.Lasts is not null),
        ];
        return choices.Count > 0 ? [.. choices.DistinctBy(choice => choice.Step)] : [LastResort(@case)];
    }

    // A headline that says what to mend stands beside the step that mends it, cheaper ways round or not.
    private static IEnumerable<Choice> MendNamed(Case @case, IReadOnlyList<Choice> ranked) =>
        @case.Certainty < Wording.SureEnough
            ? []
            : ranked.Where(choice => choice.Step.Mends.GetValueOrDefault(@case.Leading.Id) >= WorthNamingBeside)
                .OrderByDescending(choice => choice.Step.Mends[@case.Leading.Id]).Take(1);

    private static IEnumerable<Choice> Demanded(Case @case, IReadOnlyList<Step> steps) =>
        from step in steps
        where @case.Values.Any(value => value.Demands == step.Does)
        select new Choice(step, step.Seconds, step.Seconds);

    private static Choice LastResort(Case @case)
    {
        var step = @case.Book.Steps.Single(step => step.Does == Guards.LastResort(@case));
        return new(step, step.Seconds, step.Seconds);
    }

    // Asking costs nothing and may find an answer; reversing is the end of asking.
    private static List<Choice> Settling(IReadOnlyList<Step> steps) =>
        [.. steps.OrderBy(step => step.Does).Select(step => new Choice(step, step.Seconds, step.Seconds))];

    // Of all who can be called, only the one whose cause it probably is.
    private static bool Concerns(Case @case, Step step) => ContactOf(step) is not { } contact
        || contact == @case.Leading.Contact;

    private static Contact? ContactOf(Step step) => step.Does switch
    {
        StepKind.CallIssuer => Contact.Issuer,
        StepKind.CallAcquirer => Contact.Acquirer,
        StepKind.CallProvider => Contact.Provider,
        StepKind.CallNetwork => Contact.Network,
        _ => null,
    };

    private static List<Suspect> Suspects(Case @case) =>
        [.. @case.Posterior.Ranked.Take(SuspectsShown)
            .Where((cause, place) => place == 0 || @case.Posterior.Probabilities[cause] >= WorthNaming)
            .Select(cause => new Suspect(
                @case.Posterior.Model.Causes[cause].Id,
                @case.Posterior.Probabilities[cause],
                @case.Posterior.Model.Causes[cause].Name,
                [.. Wording.Weighed(@case, cause).Select(fact => fact.Because).Distinct()]))];

    private static Proposal Propose(Case @case, Choice choice)
    {
        var step = choice.Step;
        return new(step.Id, step.Does, step.Label, step.Cashier, step.Customer, choice.Seconds)
        {
            SecondsInAll = choice.SecondsInAll,
            Waits = choice.Waits,
            Call = ContactOf(step) is { } contact ? Call(@case, contact) : null,
            Question = step.Asks,
            Answers = step.Asks is { } asks ? Answers(@case.Book.FindingOf(asks)!) : [],
            Warning = step.Is(Trait.AsksPin) ? LockRisk.Warning(@case) : null,
        };
    }

    private static Bilingual Call(Case @case, Contact contact)
    {
        var who = @case.Book.Phrase($"contact.{Words.Of(contact)}");
        return @case.Leading.Tell is { } tell ? new($"{who.Zh}：{tell.Zh}", $"{who.En}: {tell.En}") : who;
    }

    private static List<(string Value, Bilingual Text)> Answers(Finding finding) =>
        [.. finding.Values.Select(value => (value.Name, value.Answer ?? value.Said))];
}
