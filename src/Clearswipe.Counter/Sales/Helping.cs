using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Readers;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// What stands before the cashier while the sale is blocked; or the next move, when nobody is needed.
/// </summary>
sealed record Offered(IReadOnlyList<Proposal> Steps, IReadOnlyList<ReadMethod> ReadBy, Move? Next = null);

/// <summary>
/// Leads a blocked sale on: asks for counsel, does by itself what it can, and performs what a person chose.
/// </summary>
sealed class Helping(Desk desk, OpenSale sale, Endings endings)
{
    private readonly Blockage _blockage = new(desk);
    private string? _shown;

    public IReadOnlyList<Proposal> OtherWays() =>
        [.. _blockage.OtherWays(sale)
            .Where(way => way.Kind is StepKind.PayCash or StepKind.PayQr or StepKind.Park)];

    public async Task<Offered> Offer(CancellationToken cancellation)
    {
        CloseStep(helped: false);
        var counsel = await _blockage.Advise(sale, Standing, cancellation);
        if (IsAutomatic(counsel.Next) && sale.Tried.Count < Limits.StepsPerSale)
            return new Offered([], [], await Perform(counsel.Next, cancellation));

        await Show(TillPhase.Blocked, counsel, Blockage.Ordered(counsel));
        return new Offered(desk.Board.View.Steps, desk.Board.View.ReadBy);
    }

    /// <summary>While an outcome is unknown there is one thing to say, and no card is read.</summary>
    public async Task OfferSettling(CancellationToken cancellation)
    {
        var counsel = await _blockage.Advise(sale, Standing, cancellation);
        await Show(TillPhase.Checking, counsel, Blockage.Ordered(counsel));
    }

    public async Task<Move> Obey(Command command, IReadOnlyList<Proposal> offered, CancellationToken cancellation)
    {
        switch (command)
        {
            case Command.Take(var step) when offered.FirstOrDefault(proposal => proposal.Step == step) is { } proposal:
                return await Perform(proposal, cancellation);
            case Command.Answer(var step, var value) when offered.FirstOrDefault(proposal => proposal.Step == step) is
            { Question: { } question }:
                sale.Tried.Add(step);
                desk.Eyes.Saw(new Observation.Told(desk.Now, question, value));
                return Move.Help;
            case Command.Cancel:
                return await endings.Stop(cancellation);
            case Command.HandOver(var given):
                return await endings.HandOver(given);
            case Command.TakeOver(var package) when package.Sale == sale.Id:
                sale.Record = await desk.Journal.TakeOver(package);
                return sale.Due.IsPositive ? Move.Help : await endings.Paid(desk.Prompter.Paid, cancellation);
            default:
                return Move.Help;
        }
    }

    public void TakenByHand(Presented presented, IReadOnlyList<Proposal> offered)
    {
        ReadMethod? method = presented switch
        {
            Presented.Swiped => ReadMethod.Swipe,
            Presented.Inserted => ReadMethod.Chip,
            Presented.Tapped or Presented.SeveralCardsInField => ReadMethod.Tap,
            _ => null,
        };
        if (method is { } by
            && offered.FirstOrDefault(proposal => Ways.ReadBy(proposal.Kind).Contains(by)) is { } proposal)
            Begin(proposal);
    }

    /// <summary>New keys, once in a sale; the PIN of the last attempt is gone and is asked again.</summary>
    public async Task<Move> SignOnAndGoOn(CancellationToken cancellation)
    {
        if (sale.HasSignedOn)
            return Move.Help;

        desk.Show(TillPhase.Sending, desk.Prompter.SigningOn);
        sale.HasSignedOn = true;
        return await desk.SignOn(cancellation) ? await Again(cancellation) : Move.Help;
    }

    private async Task<Move> Perform(Proposal proposal, CancellationToken cancellation)
    {
        Begin(proposal);
        switch (proposal.Kind)
        {
            case StepKind.SignOn:
                var signedOn = await desk.SignOn(cancellation);
                CloseStep(signedOn);
                return signedOn && sale.Card is not null ? await Again(cancellation) : Move.Help;
            case StepKind.ChangeLine:
                desk.Lines.Change();
                return sale.Unsure is null && sale.Card is not null ? await Again(cancellation) : Move.Help;
            case StepKind.LookUp or StepKind.Reverse:
                desk.Settler.Hurry();
                return Move.Help;
            case StepKind.EnterPinAgain or StepKind.SendAgain:
                return await Again(cancellation);
            case StepKind.OtherCard:
                sale.PutAway();
                return Move.Card;
            case StepKind.InsertChip or StepKind.CleanAndInsertChip or StepKind.Tap or StepKind.SwipeAgain:
                sale.Methods = Ways.ReadBy(proposal.Kind);
                return Move.Card;
            case StepKind.CheckReader:
                sale.Methods = OpenSale.EveryMethod;
                return Move.Card;
            case StepKind.CheckKeypad:
                return sale.Card is { NeedsPin: true } && !sale.CardIsLocked ? await Again(cancellation) : Move.Help;
            default:
                return await endings.Take(proposal.Kind, cancellation);
        }
    }

    /// <summary>
    /// The same card once more: a chip makes a fresh cryptogram, a tap is tapped again, a stripe is still known.
    /// </summary>
    public async Task<Move> Again(CancellationToken cancellation)
    {
        if (sale.Card is not { } card)
            return Move.Card;
        if (sale.CardIsLocked)
            return Move.Help;

        if (sale.CardIsUsed && card.Method == ReadMethod.Tap)
        {
            sale.Methods = [ReadMethod.Tap];
            return Move.Card;
        }

        if (sale.CardIsUsed && card.Chip is { } chip)
        {
            var reading = new ReadingFor(sale.Id, sale.Due, MayFallBack: false);
            if (await desk.Cards.Insert(chip, reading, desk.Eyes, cancellation) is not { } fresh)
                return Move.Help;
            sale.Take(fresh);
        }

        return card.NeedsPin ? Move.Pin : Move.Send;
    }

    private Standing Standing() => new()
    {
        OutcomeUnknown = sale.Unsure is not null || sale.CardIsHeld,
        IsReversing = sale.Unsure is { Attempt.IsBeingReversed: true } || sale.CardIsHeld,
        CardsMustWait = desk.Journal.AwaitsOtherTill(sale.Id) || desk.Journal.AwaitsWallet(sale.Id),
        Card = sale.Card,
        CardIsLocked = sale.CardIsLocked,
        Pad = desk.Devices.Keypad.State,
        ReaderIsDead = sale.ReaderIsDead,
        HasWallet = desk.Devices.Wallet is not null,
        CanChangeLine = desk.Lines.CanChange && desk.Eyes.OfSale.Any(IsOfTheLine),
    };

    private async Task Show(TillPhase phase, Counsel counsel, IReadOnlyList<Proposal> steps)
    {
        var readBy = Standing() is { OutcomeUnknown: false, CardsMustWait: false }
            ? Ways.ReadBy(steps.Select(step => step.Kind))
            : [];
        await Note($"{counsel.Cashier.En} | next: {counsel.Next.Step}");
        desk.Show(
            phase, desk.Prompter.Of(counsel),
            view => view with
            {
                Counsel = counsel,
                Steps = steps,
                ReadBy = readBy,
                PaidSoFar = sale.Record.Paid,
                Due = sale.Due,
            });
    }

    // What still stands on the screen was written down when it came there.
    private async Task Note(string shown)
    {
        if (shown == _shown)
            return;

        _shown = shown;
        await desk.Journal.Note(sale.Id, EvidenceKind.Shown, shown);
    }

    private void Begin(Proposal proposal)
    {
        CloseStep(helped: false);
        sale.Tried.Add(proposal.Step);
        sale.LastStep = proposal;
    }

    private void CloseStep(bool helped)
    {
        if (sale.LastStep is { } step)
            desk.Eyes.Saw(new Observation.StepTried(desk.Now, step.Step, helped));
        sale.LastStep = null;
    }

    // Nobody changes a line that has done nothing wrong in this sale.
    private static bool IsOfTheLine(Observation seen) => seen is Observation.NotSent or Observation.NoAnswer
        or Observation.LateAnswer or Observation.AnswerMacWrong or Observation.AnswerDidNotMatch;

    private static bool IsAutomatic(Proposal proposal) => proposal.Kind is StepKind.SignOn or StepKind.ChangeLine;
}
