using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>One thing that a terminal asked of a card, as the journal holds it.</summary>
sealed record Attempt
{
    // Our own trace numbers run through the range and begin again long after the first are settled.
    private const int Traces = TraceNumber.Last;

    /// <summary>Rises and never repeats; it is also the retrieval reference number (field 37).</summary>
    public required long Number { get; init; }

    public required AttemptId Id { get; init; }

    /// <summary>What an acquirer's host adds to the numbers; null for a terminal of our own.</summary>
    public HostOrigin? Host { get; init; }

    public Service Service { get; init; } = Service.Sale;

    /// <summary>The number of the attempt that it undoes, completes or gives back; null when it has none.</summary>
    public long? Original { get; init; }

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

    /// <summary>How often its reversal, or it itself when it is an advice, was sent and not answered.</summary>
    public int Tries { get; init; }

    public DateTimeOffset Due { get; init; }

    /// <summary>What the card has left, where that was asked.</summary>
    public Money? Balance { get; init; }

    /// <summary>
    /// Field 55 to be told again, nothing of the card in it: of an advice the chip's words to the issuer, of what was
    /// answered the issuer's to the chip.
    /// </summary>
    public ReadOnlyMemory<byte>? Chip { get; init; }

    /// <summary>Our own day, yyyyMMdd, on which it is settled with its issuer (field 15).</summary>
    public string Day { get; init; } = "";

    /// <summary>The retrieval reference number towards the issuer (field 37).</summary>
    public string Rrn => Number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Our trace number at the issuer (field 11); its reversal keeps it.</summary>
    public string IssuerTrace => ((Number % Traces) + 1).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>When it was sent to the issuer (field 7, UTC); its reversal names it in field 90.</summary>
    public string SentAt => At.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>
    /// Refused by us, before anything of it is sent. Of what cannot be trusted only the numbers are kept: a bit that
    /// flipped in the amount must not contradict a reversal later.
    /// </summary>
    public Attempt Refused(ResponseCode code, bool isTrusted) => this with
    {
        State = AttemptState.Refused,
        Code = code,
        Card = isTrusted ? Card with { Sealed = null } : CardFacts.Unread,
        Amount = isTrusted ? Amount : Money.Fen(0),
    };

    /// <summary>Whether a later request with the same numbers is this one again, not another sale.</summary>
    public bool IsSameSale(Attempt other) =>
        IsUnread || (Service == other.Service && Card.Token == other.Card.Token && Amount == other.Amount
            && LocalDate == other.LocalDate
            && (Original is null || other.Original is null || Original == other.Original));

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

/// <summary>
/// An acquirer's host names a sale by its acquirer (field 32), when it sent it (field 7) and its own reference (field
/// 37) besides terminal and trace: its terminals and trace numbers are its own affair.
/// </summary>
sealed record HostOrigin(string Acquirer, string SentAt, string Rrn);
