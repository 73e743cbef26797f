using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>One attempt to charge a card, as the journal holds it.</summary>
sealed record Attempt
{
    // Our own trace numbers run through the range and begin again long after the first are settled.
    private const int Traces = TraceNumber.Last;

    /// <summary>Rises and never repeats; it is also the retrieval reference number (field 37).</summary>
    public required long Number { get; init; }

    public required AttemptId Id { get; init; }

    public required MerchantId Merchant { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CardFacts Card { get; init; }

    public required Money Amount { get; init; }

    /// <summary>The terminal's own clock (field 12), or ours where it sent none.</summary>
    public required string LocalTime { get; init; }

    /// <summary>The terminal's own date (field 13), or ours where it sent none.</summary>
    public required string LocalDate { get; init; }

    /// <summary>Null when no issuer was found: the attempt was then refused.</summary>
    public IssuerId? Issuer { get; init; }

    public required AttemptState State { get; init; }

    public ResponseCode? Code { get; init; }

    public string? ApprovalCode { get; init; }

    /// <summary>What the terminal's own reversal was answered; every repetition hears the same.</summary>
    public ResponseCode? Acknowledged { get; init; }

    /// <summary>Why it is reversed.</summary>
    public ResponseCode? Reason { get; init; }

    /// <summary>The version of the node that forwards or reverses it now.</summary>
    public long Node { get; init; }

    public int ReversalTries { get; init; }

    public DateTimeOffset ReversalDue { get; init; }

    public string Rrn => Number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Our trace number at the issuer (field 11); its reversal keeps it.</summary>
    public string IssuerTrace => ((Number % Traces) + 1).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>When it was sent to the issuer (field 7, UTC); its reversal names it in field 90.</summary>
    public string SentAt => At.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>Whether a later request with the same numbers is this one again, not another sale.</summary>
    public bool IsSameSale(Attempt other) =>
        IsUnread || (Card.Token == other.Card.Token && Amount == other.Amount && LocalDate == other.LocalDate);

    /// <summary>Whether a reversal names this sale; what the reversal leaves out is not held against it.</summary>
    public bool IsMeantBy(Money? amount, string? date, string? cardToken) =>
        IsUnread || ((amount is null || amount == Amount) && (date is null || date == LocalDate)
            && (cardToken is null || cardToken == Card.Token));

    // Of a copy that could not be trusted only the numbers were kept: it stands for whatever bears them.
    private bool IsUnread => Card.Token == CardFacts.Unread.Token;
}

/// <summary>A card by its token and its mask; sealed while a reversal may have to name it.</summary>
sealed record CardFacts(string Token, string Masked, ReadOnlyMemory<byte>? Sealed)
{
    public static readonly CardFacts Unread = new("", "", null);
}
