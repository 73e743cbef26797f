using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>Which request this is, for ever: acquirer 32, terminal 41, trace 11 and the moment of sending 7.</summary>
readonly record struct AuthorisationKey(string Acquirer, string Terminal, string Trace, string SentAt)
{
    private const int OriginalLength = 42;

    /// <summary>Null when one of the four is missing.</summary>
    public static AuthorisationKey? Of(Message message) =>
        message.Text(32) is { } acquirer && message.Text(41) is { } terminal && message.Text(11) is { } trace
            && message.Text(7) is { } sentAt
            ? new AuthorisationKey(Trimmed(acquirer), terminal, trace, sentAt)
            : null;

    /// <summary>
    /// What a reversal undoes (field 90: type 4, trace 6, moment 10, acquirer 11); null when it does not say.
    /// </summary>
    public static AuthorisationKey? OfOriginal(Message reversal) =>
        reversal.Text(41) is { } terminal && reversal.Text(90) is { Length: OriginalLength } original
            ? new AuthorisationKey(Trimmed(original[20..31]), terminal, original[4..10], original[10..20])
            : null;

    public override string ToString() => $"{Acquirer}/{Terminal}/{Trace}/{SentAt}";

    /// <summary>What <see cref="ToString"/> wrote; a terminal's number may hold a slash.</summary>
    public static AuthorisationKey Parse(string text)
    {
        const int tail = 6 + 1 + 10;
        var start = text.IndexOf('/', StringComparison.Ordinal) + 1;
        return new AuthorisationKey(
            text[..(start - 1)], text[start..^(tail + 1)], text[^tail..^11], text[^10..]);
    }

    // Field 90 pads the acquirer with zeros, field 32 does not.
    private static string Trimmed(string acquirer) => acquirer.TrimStart('0');
}

/// <summary>What was said about a request, and what its reversal was answered, if one came.</summary>
sealed record Authorisation(
    AuthorisationKey Key, DateTimeOffset At, string Rrn, string CardToken, Money Amount, ResponseCode Code,
    string? ApprovalCode, ResponseCode? Acknowledged)
{
    public Service Service { get; init; } = Service.Sale;

    /// <summary>What it undoes, completes or gives back.</summary>
    public AuthorisationKey? Original { get; init; }

    /// <summary>The void that undid it, when one did and stands.</summary>
    public AuthorisationKey? UndoneBy { get; init; }

    /// <summary>The day, yyyyMMdd, on which it is settled (field 15).</summary>
    public string Day { get; init; } = "";

    public Money? Balance { get; init; }

    public bool IsReversed => Acknowledged is not null;

    /// <summary>Whether what it did is done still.</summary>
    public bool Stands => Code.IsApproval && !IsReversed && UndoneBy is null;

    /// <summary>Whether a later request is this one again, or another that reuses its numbers.</summary>
    public bool IsSameAs(Authorisation other) => CardToken == Unread
        || (Service == other.Service && CardToken == other.CardToken && Amount == other.Amount);

    /// <summary>In place of the token of a copy that could not be trusted: any request under its key.</summary>
    public const string Unread = "";

    // An approval that was reversed is never told again: whoever heard it would hand over the goods.
    public Said ToldAgain => IsReversed && Code.IsApproval
        ? new Said(ResponseCode.InvalidTransaction, null)
        : new Said(Code, ApprovalCode) { Balance = Balance };
}
