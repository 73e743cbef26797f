using Clearswipe.Switch.Terminals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>What speaks against sending a sale on, before its PIN and its way are looked at.</summary>
static class Admission
{
    private const string Renminbi = "156";

    /// <summary>
    /// The first that applies: the MAC (nothing else is believed before it fits), the terminal's software, merchant and
    /// batch, then what is asked. Null when nothing speaks against it.
    /// </summary>
    public static (ResponseCode Code, string Reason)? Against(
        PosRequest request, SaleAsked asked, bool macFits, string oldestSoftware)
    {
        var message = request.Message;
        return !macFits ? (ResponseCode.MacError, "the MAC does not fit")
            : string.CompareOrdinal(request.Software, oldestSoftware) < 0
                ? (ResponseCode.FormatError, $"its software {request.Software} is older than {oldestSoftware}")
            : message.Text(42) != request.Terminal.Settings.Merchant.Value
                ? (ResponseCode.InvalidMerchant, "it is another merchant's terminal")
            : request.Batch is null ? (ResponseCode.FormatError, "field 60 does not name a batch")
            : request.Batch != request.Terminal.Batch ? (ResponseCode.SignOnAgain, "the batch is not the open one")
            : asked.Service is not { } service || message.Text(49) is not (null or Renminbi)
                ? (ResponseCode.InvalidTransaction, "it asks for no service in renminbi")
            : service.HasAmount() && asked.Amount is not { IsPositive: true }
                ? (ResponseCode.InvalidAmount, "there is no amount")
            : asked.TrackProblem is { } problem ? (ResponseCode.FormatError, problem)
            : asked.Card is null ? (ResponseCode.FormatError, "there is no card number") : null;
    }
}
