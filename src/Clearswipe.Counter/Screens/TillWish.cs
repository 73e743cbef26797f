using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Screens;

/// <summary>What a person at a screen wishes the till to do; the till takes it or leaves it.</summary>
public abstract record TillWish
{
    private TillWish()
    {
    }

    public sealed record Start(Money Amount) : TillWish;

    public sealed record Take(StepId Step) : TillWish;

    public sealed record Answer(StepId Question, string Value) : TillWish;

    public sealed record Cancel : TillWish;

    public sealed record Finish : TillWish;

    public sealed record Reprint : TillWish;

    public sealed record Resume(SaleId Sale) : TillWish;

    /// <summary>The sale goes on at a spare till: whoever knows one does it.</summary>
    public sealed record HandOver : TillWish;

    public sealed record Speak(Language Language) : TillWish;

    public void AskOf(Till till)
    {
        switch (this)
        {
            case Start(var amount): till.StartSale(amount); break;
            case Take(var step): till.Take(step); break;
            case Answer(var question, var value): till.Answer(question, value); break;
            case Cancel: till.Cancel(); break;
            case Finish: till.Finish(); break;
            case Reprint: till.Reprint(); break;
            case Resume(var sale): till.ResumeParked(sale); break;
            case HandOver: break;
            case Speak(var language): till.ChooseLanguage(language); break;
        }
    }
}

/// <summary>A key of the simulated pad goes down or comes up. It travels to the pad and is kept nowhere.</summary>
public readonly record struct PadStroke(PadKey Key, bool IsDown)
{
    // A log line must not tell which key it was.
    public override string ToString() => IsDown ? "a key went down" : "a key came up";
}
