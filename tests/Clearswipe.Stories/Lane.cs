using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>
/// A till with its cashier and customer, in one verb after the other. Each verb lets the shop run until the till shows
/// what the story expects next; everything that the till ever showed is kept.
/// </summary>
public sealed class Lane
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Kernel _kernel;
    private readonly List<(DateTimeOffset At, TillView View)> _shown = [];
    private readonly List<Observation> _seen = [];
    private long _since;

    public Lane(LabTill till, Kernel kernel)
    {
        (Till, _kernel) = (till, kernel);
        Watch();
        till.Restarted += Watch;
    }

    public LabTill Till { get; }

    public TillView View => Till.Till.View;

    /// <summary>Every view that stood on the screens, the oldest first.</summary>
    public IReadOnlyList<TillView> Shown => [.. _shown.Select(shown => shown.View)];

    /// <summary>Everything that the till's parts saw.</summary>
    public IReadOnlyList<Observation> Seen => _seen;

    /// <summary>How often a PIN was asked for.</summary>
    public int PinPrompts => Shown.Zip(Shown.Skip(1)).Count(pair =>
        pair.First.Phase != TillPhase.AwaitingPin && pair.Second.Phase == TillPhase.AwaitingPin);

    public void RingsUp(long fen)
    {
        _since = View.Version;
        Till.Till.StartSale(Money.Fen(fen));
        Shows(TillPhase.AwaitingCard);
    }

    /// <summary>Rings up the amount for a card that is put in, and waits for its PIN.</summary>
    public void RingsUpAndInserts(long fen, LabCard card)
    {
        RingsUp(fen);
        Inserts(card);
        Shows(TillPhase.AwaitingPin);
    }

    /// <summary>A sale without trouble, from the amount to idle.</summary>
    public void Sells(long fen, LabCard card)
    {
        RingsUp(fen);
        if (card.Model.HasChip)
            Inserts(card);
        else
            Swipes(card);
        TypesPinOf(card);
        Shows(TillPhase.Paid);
        Finishes();
    }

    public void Inserts(LabCard card) => Presents(card, ReadMethod.Chip);

    public void InsertsTheWrongWay(LabCard card)
    {
        _since = View.Version;
        Till.Reader.Present(card, ReadMethod.Chip, isReversed: true);
    }

    public void Swipes(LabCard card) => Presents(card, ReadMethod.Swipe);

    public void Taps(LabCard card) => Presents(card, ReadMethod.Tap);

    public void TypesPinOf(LabCard card) => Types(card.Model.RevealPin());

    /// <summary>The PIN with its last digit one key beside.</summary>
    public void MistypesPinOf(LabCard card) => Types(Beside(card.Model.RevealPin(), at: 5));

    /// <summary>Sure of a wrong PIN: always the same one.</summary>
    public void TypesAnotherPinThan(LabCard card) => Types(Beside(card.Model.RevealPin(), at: 0));

    public void Types(string keys)
    {
        Shows(TillPhase.AwaitingPin);
        _since = View.Version;
        _kernel.Run(() => Till.Keypad.Type(keys, CancellationToken.None));
    }

    public void Strikes(PadKey key)
    {
        _since = View.Version;
        _kernel.Run(() => Till.Keypad.Strike(key, CancellationToken.None));
    }

    /// <summary>Takes a step that stands on the screen; hands do first what the step asks of them.</summary>
    public Proposal Takes(StepKind kind)
    {
        var step = View.Steps.FirstOrDefault(step => step.Kind == kind);
        Assert.True(step is not null, $"{kind} is offered:\n{this}");
        _since = View.Version;
        Till.Till.Take(step.Step);
        return step;
    }

    public void Answers(string value)
    {
        var question = View.Steps.FirstOrDefault(step => step.Kind == StepKind.AskQuestion);
        Assert.True(question is not null, $"a question is asked:\n{this}");
        _since = View.Version;
        Till.Till.Answer(question.Step, value);
    }

    public void PaysByPhone()
    {
        var view = Shows(TillPhase.AwaitingWallet);
        _since = view.Version;
        Assert.True(Till.Wallet.Pay(view.WalletCode!), "the telephone reads the code");
    }

    /// <summary>Gives the open sale away, for another till to take over.</summary>
    public SalePackage HandsOver()
    {
        _since = View.Version;
        var package = _kernel.Run(Till.Till.HandOver);
        Assert.NotNull(package);
        Shows(TillPhase.HandedOver);
        return package;
    }

    public void TakesOver(SalePackage package)
    {
        _since = View.Version;
        Till.Till.TakeOver(package);
    }

    public void Resumes(ParkedSale parked)
    {
        _since = View.Version;
        Till.Till.ResumeParked(parked.Sale);
        Shows(TillPhase.AwaitingCard);
    }

    public void Cancels()
    {
        _since = View.Version;
        Till.Till.Cancel();
    }

    public void Finishes()
    {
        _since = View.Version;
        Till.Till.Finish();
        Shows(TillPhase.Idle);
    }

    /// <summary>Runs until the till shows the phase, newly since the last verb; what it shows then.</summary>
    public TillView Shows(TillPhase phase)
    {
        var came = _kernel.RunUntil(
            () => View.Phase == phase && View.Version > _since, _kernel.Time.GetUtcNow() + Patience);
        Assert.True(came, $"the till comes to show {phase}:\n{this}");
        return View;
    }

    /// <summary>Runs until the sale is blocked, by this cause before all others.</summary>
    public TillView IsBlockedBy(string cause)
    {
        var view = Shows(TillPhase.Blocked);
        var leads = view.Counsel!.Suspects is [var first, ..] && first.Cause.Value == cause;
        Assert.True(leads, $"{cause} leads:\n{this}");
        return view;
    }

    /// <summary>Nothing that was ever shown or said speaks of this.</summary>
    public void NeverShows(params ReadOnlySpan<string> words)
    {
        var texts = Shown.SelectMany(TextsOf).ToList();
        foreach (var word in words)
            Assert.DoesNotContain(texts, text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The sale at this till has come to an end, or it has none.</summary>
    public void IsOver() => Assert.True(
        View.Phase is TillPhase.Idle or TillPhase.Paid or TillPhase.PaidOtherwise or TillPhase.NotPaid
            or TillPhase.Parked or TillPhase.HandedOver,
        $"the story leads its sale to an end:\n{this}");

    /// <summary>Whenever the sale did not go on, both people read why in both languages, and had a step.</summary>
    public void WasAdvised()
    {
        foreach (var view in Shown.Where(view => view.Phase == TillPhase.Blocked))
        {
            Assert.NotNull(view.Counsel);
            Assert.NotEmpty(view.Steps);
            foreach (var text in TextsOf(view).Take(4))
                Assert.NotEqual("", text);
        }
    }

    /// <summary>What the screens showed, as a person would tell it.</summary>
    public override string ToString() => string.Join(
        '\n', _shown.Select(shown => (shown.At, Text: Told(shown.View))).Where(shown => shown.Text != "")
            .Aggregate(new List<(DateTimeOffset At, string Text)>(), Grown)
            .Select(shown => $"{shown.At:HH:mm:ss.f} {shown.Text}"));

    private static IEnumerable<string> TextsOf(TillView view)
    {
        Bilingual[] texts =
        [
            view.Cashier, view.Customer, view.Spoken, .. view.NoticeTexts,
            .. view.Steps.SelectMany(step => new[] { step.Label, step.Cashier, step.Customer, step.Warning, step.Call })
                .OfType<Bilingual>(),
            .. view.Counsel is { } counsel ? [counsel.Why] : Array.Empty<Bilingual>(),
        ];
        return texts.SelectMany(text => new[] { text.Zh, text.En });
    }

    private static List<(DateTimeOffset At, string Text)> Grown(
        List<(DateTimeOffset At, string Text)> told, (DateTimeOffset At, string Text) next)
    {
        if (told.Count == 0 || told[^1].Text != next.Text)
            told.Add(next);
        return told;
    }

    private static string Told(TillView view)
    {
        var suspects = view.Counsel?.Suspects.Take(3).Select(one => $"{one.Cause} {one.Probability:0.00}");
        var broken = view.Lines.Where(line => line.BrokenHop != Hop.None)
            .Select(line => $"{line.Name} {line.BrokenHop}");
        return $"{view.Phase} \"{view.Cashier.En}\" \"{view.Customer.En}\" [{string.Join(", ", suspects ?? [])}] "
            + $"steps [{string.Join(", ", view.Steps.Select(step => step.Step))}] "
            + $"reads [{string.Join(", ", view.ReadBy)}] {view.Pad} {view.Printer} {string.Join(", ", broken)} "
            + string.Join(" ", view.NoticeTexts.Select(text => text.En))
            + (view.Counsel is { } counsel ? $" why: {counsel.Why.En}" : "");
    }

    private static string Beside(string pin, int at) =>
        $"{pin[..at]}{(char)('0' + ((pin[at] - '0' + 1) % 10))}{pin[(at + 1)..]}";

    private void Presents(LabCard card, ReadMethod method)
    {
        _since = View.Version;
        Assert.True(Till.Reader.Present(card, method), $"{card.Model.Name} can be presented by {method}");
    }

    // A process started again counts its views from one.
    private void Watch()
    {
        _since = 0;
        Till.Till.Changed += () => _shown.Add((_kernel.Time.GetLocalNow(), View));
        Till.Till.Saw += _seen.Add;
    }
}
