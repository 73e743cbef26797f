using System.Globalization;
using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Originals;

/// <summary>
/// Finds the original of a void, a completion or a refund, and says what speaks against it. The issuer decides again
/// by its own books: what is said here spares it the question.
/// </summary>
sealed class OriginalDesk(Journal journal, Surroundings surroundings)
{
    public (Attempt? Original, (ResponseCode Code, string Reason)? Against) Find(
        PosRequest request, SaleAsked asked, string token) =>
        asked.Service!.Value.Originals().Count == 0
            ? (null, null)
            : journal.Read(session => Find(session, request, asked, token));

    private (Attempt? Original, (ResponseCode Code, string Reason)? Against) Find(
        Session session, PosRequest request, SaleAsked asked, string token)
    {
        var service = asked.Service!.Value;
        if (Named(session, request, service, token) is not { } original)
            return service.MayStandAlone()
                ? (null, null)
                : (null, (ResponseCode.OriginalNotFound, "there is no such original"));
        return (original, Against(session, service, original, asked, token, request.Terminal.Batch));
    }

    private static Attempt? Named(Session session, PosRequest request, Service service, string token)
    {
        if (OriginalNamed.Read(request) is { } named && AttemptTable.Find(session, named.Id, null) is { } attempt
            && (named.Date is null || named.Date == attempt.LocalDate) && service.Originals().Contains(attempt.Service))
            return attempt;

        // A completion may be made at another terminal of the house, a refund by the reference on the receipt.
        var merchant = request.Terminal.Settings.Merchant;
        var found = service.IsCompletion() && request.Message.Text(38) is { } approval
            ? OriginalTable.Held(session, token, approval, merchant)
            : long.TryParse(request.Message.Text(37), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? AttemptTable.Find(session, number)
                : null;
        return found is not null && found.Merchant == merchant && service.Originals().Contains(found.Service)
            ? found
            : null;
    }

    private (ResponseCode Code, string Reason)? Against(
        Session session, Service service, Attempt original, SaleAsked asked, string token, BatchNumber open) =>
        original.Card.Token != token ? (ResponseCode.AmountMismatch, "the original is of another card")
        : original.State != AttemptState.Approved ? (ResponseCode.OriginalNotFound, "the original was not approved")
        : service == Service.ScriptResult ? null
        : service == Service.Refund ? AgainstRefund(session, original, asked.Amount!.Value)
        : service.IsCompletion() ? AgainstCompletion(original, asked.Amount!.Value)
        : asked.Amount != original.Amount ? (ResponseCode.AmountMismatch, "a void is of the whole amount")
        : service != Service.PreAuthorisationVoid && original.Id.Batch != open
            ? (ResponseCode.CannotBeDone, "the batch of the original is closed")
        : null;

    private (ResponseCode Code, string Reason)? AgainstCompletion(Attempt original, Money amount) =>
        surroundings.Now - original.At > Limits.Held
            ? (ResponseCode.CannotBeDone, "the pre-authorisation has lapsed")
        : amount.MinorUnits * 100 > original.Amount.MinorUnits * Limits.CompletedPercent
            ? (ResponseCode.AmountMismatch, "it is more than the pre-authorisation lets be taken")
        : null;

    private static (ResponseCode Code, string Reason)? AgainstRefund(Session session, Attempt original, Money amount) =>
        OriginalTable.Dependant(session, original.Number) is not null
            ? (ResponseCode.CannotBeDone, "the original was voided")
        : (OriginalTable.Refunded(session, original.Number) + amount).MinorUnits > original.Amount.MinorUnits
            ? (ResponseCode.AmountMismatch, "it is more than is left of the original")
        : null;
}
