using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>
/// What the loader cannot refuse line by line: a cause that no evidence can point to, one that nothing helps against,
/// a text that is too long or that says what may not be said.
/// </summary>
static class Linter
{
    private const int HeadlineCharacters = 20;
    private const int HeadlineWords = 12;
    private const int InstructionCharacters = 40;
    private const int InstructionWords = 24;
    private const int LabelCharacters = 12;
    private const int LabelWords = 6;
    private const double RealHelp = 0.3;

    public static IEnumerable<string> Complaints(Book book) =>
        Causes(book).Concat(Steps(book)).Concat(Texts(book).SelectMany(Wording)).Concat(Promises(book));

    private static IEnumerable<string> Causes(Book book)
    {
        var model = new Model(book);
        foreach (var cause in book.Causes)
        {
            if (cause.Even == 0 && !IsReachable(book, model, cause))
                yield return $"cause {cause.Id}: no evidence makes it the first suspect";
            if (!book.Steps.Any(step => step.Asks is null && step.Mending(cause) >= RealHelp))
                yield return $"cause {cause.Id}: no step mends it or goes round it";
            if ((cause.Contact != Contact.None) != (cause.Tell is not null))
                yield return $"cause {cause.Id}: who is called must be told something";
        }
    }

    // The evidence that speaks most for it: of each finding it shows, the value with the largest ratio to the usual.
    private static bool IsReachable(Book book, Model model, Cause cause)
    {
        var place = model.PlaceOf(cause.Id);
        var logs = model.LogPriors.ToArray();
        foreach (var finding in cause.Shows.Keys.Select(shown => book.FindingOf(shown)!))
        {
            var value = finding.Values.MaxBy(value => Model.Likelihood(cause, finding, value) / value.Usual)!;
            Lanes.Add(model.SignOf(finding.Id, value.Name).Singles, logs);
        }

        return logs.Max() <= logs[place];
    }

    private static IEnumerable<string> Steps(Book book) =>
        from kind in Enum.GetValues<StepKind>()
        let count = book.Steps.Count(step => step.Does == kind)
        where kind == StepKind.AskQuestion ? count == 0 : count != 1
        select $"steps: {kind} is described {count} times";

    private static IEnumerable<Said> Texts(Book book)
    {
        foreach (var cause in book.Causes)
        {
            yield return new($"cause {cause.Id}: cashier", cause.Cashier, HeadlineCharacters, HeadlineWords);
            yield return new($"cause {cause.Id}: customer", cause.Customer, HeadlineCharacters, HeadlineWords);
        }

        foreach (var step in book.Steps)
        {
            yield return new($"step {step.Id}: label", step.Label, LabelCharacters, LabelWords);
            yield return new($"step {step.Id}: cashier", step.Cashier, InstructionCharacters, InstructionWords);
            yield return new($"step {step.Id}: customer", step.Customer, InstructionCharacters, InstructionWords);
        }

        foreach (var phrase in book.Phrases)
            yield return new($"phrase {phrase.Key}", phrase.Value, InstructionCharacters, InstructionWords);
        foreach (var finding in book.Findings)
        {
            foreach (var value in finding.Values)
                yield return new($"finding {finding.Id}: {value.Name}", value.Said, HeadlineCharacters, HeadlineWords);
        }
    }

    private static IEnumerable<string> Wording(Said said)
    {
        if (said.Text.Zh.Length > said.Characters)
            yield return $"{said.Where}: more than {said.Characters} characters cannot be read at a glance";
        if (said.Text.En.Split(' ').Length > said.Words)
            yield return $"{said.Where}: more than {said.Words} words cannot be read at a glance";
        if (!Wordlist.Chinese().IsMatch(said.Text.Zh) || Wordlist.Chinese().IsMatch(said.Text.En))
            yield return $"{said.Where}: Chinese stands under zh, English under en";
        if (!Placeholders(said.Text.Zh).SetEquals(Placeholders(said.Text.En)))
            yield return $"{said.Where}: the languages have different placeholders";
        if (Wordlist.Unlocking().IsMatch(said.Text.Zh + said.Text.En))
            yield return $"{said.Where}: nobody can promise when a card unlocks";
        if (Wordlist.Blame().IsMatch(said.Text.Zh + said.Text.En))
            yield return $"{said.Where}: nobody is blamed";
    }

    private static IEnumerable<string> Promises(Book book)
    {
        var unknown = book.Steps.Where(step => step.Is(Trait.Settles))
            .SelectMany(step => new[] { step.Cashier, step.Customer })
            .Concat(book.Phrases.Where(phrase => phrase.Key.Contains("checking")).Select(phrase => phrase.Value));
        foreach (var text in unknown.Where(text => Wordlist.Repeating().IsMatch(text.Zh + text.En)))
            yield return $"{text.En}: nothing is repeated while an outcome is unknown";

        foreach (var cause in book.Causes)
        {
            if (Wordlist.Reasons().IsMatch(cause.Customer.Zh + cause.Customer.En))
                yield return $"cause {cause.Id}: a bank's reason is not for the customer's display";
        }
    }

    private static HashSet<string> Placeholders(string text) =>
        [.. Wordlist.Placeholder().Matches(text).Select(match => match.Value)];

    private readonly record struct Said(string Where, Bilingual Text, int Characters, int Words);
}
