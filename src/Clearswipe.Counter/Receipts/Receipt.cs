using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Receipts;

/// <summary>A receipt as it stands on paper and on the electronic page, and the token of its code.</summary>
public sealed record Receipt(SaleId Sale, string Token, string Address, IReadOnlyList<PaperLine> Paper, bool IsPrinted)
{
    /// <summary>The text alone, one line under the other.</summary>
    public string Text => string.Join('\n', Paper.Where(line => !line.IsQr).Select(line => line.Text));
}

/// <summary>What a receipt's page may show to whoever holds the code: no card number, no reason.</summary>
public sealed record ReceiptStatus(
    SaleState State, Money Amount, DateTimeOffset At, string? LastFour, Bilingual Headline, Receipt Receipt);

/// <summary>The truth about a sale in one word.</summary>
public enum SaleState
{
    Open,
    Paid,
    PaidOtherwise,
    NotCharged,
    /// <summary>Nobody knows yet; it is being looked up or reversed.</summary>
    BeingChecked,
    BeingReversed,
    Parked,
    HandedOver,
}
