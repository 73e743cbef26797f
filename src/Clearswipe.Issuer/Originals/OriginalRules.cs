using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Holds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Originals;

/// <summary>What is known of the original that a request names, read in the same write that decides.</summary>
/// <param name="Done">What was said about it; null when there is none.</param>
/// <param name="Hold">What is held for it.</param>
/// <param name="Refunded">What was given back of it already.</param>
/// <param name="IsSettled">Whether its day is closed.</param>
sealed record Original(Authorisation? Done, Hold? Hold, Money Refunded, bool IsSettled);

/// <summary>What speaks against a void, a completion or a refund in its original: 25, 64, 12 or 22.</summary>
static class OriginalRules
{
    public static ResponseCode? Against(SaleRequest asked, string token, Original original, DateTimeOffset now)
    {
        var service = asked.Service;
        if (service.Originals().Count == 0)
            return null;
        if (original.Done is not { } done)
            return service.MayStandAlone() ? null : ResponseCode.OriginalNotFound;

        return done.CardToken != token ? ResponseCode.AmountMismatch
            : !service.Originals().Contains(done.Service) ? ResponseCode.InvalidTransaction
            : !done.Code.IsApproval || done.IsReversed ? ResponseCode.OriginalNotFound
            : service == Service.ScriptResult ? null
            : done.UndoneBy is not null ? ResponseCode.CannotBeDone
            : service.IsVoid() ? AgainstVoid(asked, done, original)
            : service.IsCompletion() ? AgainstCompletion(asked.Amount, original.Hold, now)
            : AgainstRefund(asked.Amount, done, original);
    }

    private static ResponseCode? AgainstVoid(SaleRequest asked, Authorisation done, Original original) =>
        asked.Amount != done.Amount ? ResponseCode.AmountMismatch
        : asked.Service == Service.PreAuthorisationVoid && original.Hold?.State != HoldState.Open
            ? ResponseCode.CannotBeDone
        : original.IsSettled && asked.Service != Service.PreAuthorisationVoid ? ResponseCode.CannotBeDone
        : original.Refunded.IsPositive ? ResponseCode.CannotBeDone
        : null;

    private static ResponseCode? AgainstCompletion(Money amount, Hold? hold, DateTimeOffset now) =>
        hold is not { State: HoldState.Open } || hold.HasLapsed(now) ? ResponseCode.CannotBeDone
        : amount.MinorUnits * 100 > hold.Amount.MinorUnits * Limits.CompletedPercent ? ResponseCode.AmountMismatch
        : null;

    private static ResponseCode? AgainstRefund(Money amount, Authorisation done, Original original) =>
        (original.Refunded + amount).MinorUnits > done.Amount.MinorUnits ? ResponseCode.AmountMismatch : null;
}
