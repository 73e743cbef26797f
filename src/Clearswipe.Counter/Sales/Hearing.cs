using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>Which commands count at a moment. One that does not count is heard and changes nothing.</summary>
sealed class Hearing(Desk desk)
{
    /// <summary>While the till waits for a person: a step that the view offers, or the end of the sale.</summary>
    public bool CutsShort(Command command) => command switch
    {
        Command.Take(var step) => Offers(step),
        Command.Answer(var question, _) => Offers(question),
        Command.Cancel or Command.HandOver or Command.TakeOver => true,
        _ => Hear(command),
    };

    /// <summary>While a request is on its way only a cancel counts, and it becomes a reversal.</summary>
    public bool Cancels(Command command) => command is Command.Cancel || Hear(command);

    /// <summary>What can be done at any time, and never cuts anything short.</summary>
    public bool Hear(Command command)
    {
        if (command is Command.ChooseLanguage(var language))
            desk.Board.Change(view => view with { Language = language });
        if (command is Command.HandOver(var given))
            given.TrySetResult(null);
        return false;
    }

    private bool Offers(StepId step) => desk.Board.View.Steps.Any(proposal => proposal.Step == step);
}
