using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Shops;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.People;

/// <summary>
/// A cashier who sells one thing and follows the till's advice: takes the step that it names first, and another one
/// only when that was done twice already. After the steps that a sale may have, the cashier gives up and cancels.
/// </summary>
public sealed class Cashier(LabTill till, Customer customer, TimeProvider time, LabTill? spare = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ReactsAfter = TimeSpan.FromSeconds(1);
    private const int SameStepAtMost = 2;
    private const int LooksAtMost = 2000;

    private readonly List<StepId> _steps = [];
    private readonly List<CauseId> _causes = [];
    private LabTill _till = till;
    private LabTill? _from;
    private long _presentedAt = -1;
    private int _speechless;
    private bool _gaveUp;

    /// <summary>Sells for the amount, to whatever end.</summary>
    public async Task<SaleStory> Sell(Money amount)
    {
        var began = time.GetTimestamp();
        await _till.Till.Until(view => view.MayStartSale, Patience, time);
        _till.Till.StartSale(amount);
        await _till.Till.Until(view => view.Phase is not (TillPhase.Idle or TillPhase.Starting), Patience, time);
        var sale = _till.Till.View.Sale;
        await Serve();
        var ended = _till.Till.View.Phase;
        await Leave();
        return new SaleStory
        {
            Amount = amount,
            Ended = ended,
            Took = time.GetElapsedTime(began),
            Sale = sale,
            Steps = _steps,
            Causes = _causes,
            Speechless = _speechless,
        };
    }

    private static bool IsOver(TillPhase phase) => phase is TillPhase.Idle or TillPhase.Starting or TillPhase.Paid
        or TillPhase.PaidOtherwise or TillPhase.NotPaid or TillPhase.Parked or TillPhase.HandedOver
        or TillPhase.OutOfOrder;

    private async Task Serve()
    {
        for (var look = 0; look < LooksAtMost && _till.IsAlive; look++)
        {
            var view = _till.Till.View;
            if (IsOver(view.Phase))
                return;
            await React(view);
            await _till.Till.Next(view.Version, Patience, time);
        }
    }

    private async Task React(TillView view)
    {
        switch (view.Phase)
        {
            case TillPhase.AwaitingCard when _presentedAt != view.Version:
                _presentedAt = view.Version;
                await Task.Delay(ReactsAfter, time);
                customer.Present(_till, view.ReadBy);
                break;
            case TillPhase.AwaitingPin when view.Stars == 0 && !customer.HasLeft:
                await customer.TypePin(_till, time, CancellationToken.None);
                break;
            case TillPhase.AwaitingWallet when view.WalletCode is { } code:
                await Task.Delay(ReactsAfter, time);
                _till.Wallet.Pay(code);
                break;
            case TillPhase.Checking when _from?.Till.PackageOf(view.Sale!.Value) is { Unsettled.Count: 0 } news:
                _till.Till.TakeOver(news);
                break;
            case TillPhase.Blocked:
                await FollowAdvice(view);
                break;
        }
    }

    private async Task FollowAdvice(TillView view)
    {
        if (view.Counsel is not { } counsel || view.Steps.Count == 0 || counsel.Cashier.Zh.Length == 0)
        {
            _speechless++;
            GiveUp();
            return;
        }

        if (counsel.Suspects is [var suspect, ..])
            _causes.Add(suspect.Cause);
        if (customer.HasLeft || _steps.Count >= Limits.StepsPerSale)
            GiveUp();
        else
            await Take(Choose(view));
    }

    private Proposal Choose(TillView view) =>
        view.Steps.FirstOrDefault(step => _steps.Count(taken => taken == step.Step) < SameStepAtMost && Can(step))
            ?? view.Steps[0];

    // A cashier sees what there is: a second card, a chip, the waves of a contactless card, a spare till.
    private bool Can(Proposal step) => step.Kind switch
    {
        StepKind.SpareTill => spare is { IsAlive: true } && _from is null,
        StepKind.OtherCard => customer.HasOtherCard,
        StepKind.InsertChip or StepKind.CleanAndInsertChip => customer.Card.Model.HasChip,
        StepKind.Tap => customer.Card.Model.IsContactless,
        StepKind.SwipeAgain => customer.Card.Stripe != StripeCondition.None,
        _ => true,
    };

    private async Task Take(Proposal step)
    {
        _steps.Add(step.Step);
        await Hands.Do(step, _till, customer, time);
        switch (step.Kind)
        {
            case StepKind.AskQuestion:
                _till.Till.Answer(step.Step, Hands.Answer(step, _till, customer));
                break;
            case StepKind.SpareTill:
                await HandOver();
                break;
            case StepKind.OtherCard:
                customer.TakeOtherCard();
                _till.Till.Take(step.Step);
                break;
            default:
                _till.Till.Take(step.Step);
                break;
        }
    }

    private async Task HandOver()
    {
        if (spare is null || await _till.Till.HandOver() is not { } package)
            return;
        _till.Till.Finish();
        (_from, _till) = (_till, spare);
        _till.Till.TakeOver(package);
    }

    private void GiveUp()
    {
        if (!_gaveUp)
            _till.Till.Cancel();
        _gaveUp = true;
    }

    // What the printer lacks is mended once, so that the next customer does not meet it.
    private async Task Leave()
    {
        if (!_till.IsAlive)
            return;
        foreach (var step in _till.Till.View.Steps.Where(step => step.Kind is StepKind.LoadPaper or StepKind.CloseLid
            or StepKind.ClearCutter or StepKind.LetHeadCool).Take(1).ToList())
            await Take(step);
        _till.Till.Finish();
        await _till.Till.Until(view => view.Phase == TillPhase.Idle, Patience, time);
    }
}
