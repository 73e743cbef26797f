namespace Clearswipe.Vocabulary;

/// <summary>
/// The two characters of ISO 8583 field 39, and the only thing about them that decides money: approved, refused, or
/// still unknown. What else a code means differs by acquirer and generation and is the catalogue's data.
/// </summary>
public readonly record struct ResponseCode(string Value)
{
    public static readonly ResponseCode Approved = new("00");
    public static readonly ResponseCode PartlyApproved = new("10");
    public static readonly ResponseCode InvalidMerchant = new("03");
    public static readonly ResponseCode StillDeciding = new("09");
    public static readonly ResponseCode InvalidTransaction = new("12");
    public static readonly ResponseCode InvalidAmount = new("13");
    public static readonly ResponseCode InvalidCard = new("14");
    public static readonly ResponseCode NoSuchIssuer = new("15");
    /// <summary>Its original is undone or completed already, or its days are over.</summary>
    public static readonly ResponseCode CannotBeDone = new("22");
    public static readonly ResponseCode OriginalNotFound = new("25");
    public static readonly ResponseCode FormatError = new("30");
    /// <summary>The card was locked before; <see cref="PinTriesExceeded"/> answers the try that locks it.</summary>
    public static readonly ResponseCode PinLocked = new("38");
    public static readonly ResponseCode PinTriesExceeded = new("75");
    public static readonly ResponseCode LostCard = new("41");
    public static readonly ResponseCode StolenCard = new("43");
    public static readonly ResponseCode InsufficientFunds = new("51");
    public static readonly ResponseCode ExpiredCard = new("54");
    public static readonly ResponseCode WrongPin = new("55");
    public static readonly ResponseCode OverAmountLimit = new("61");
    public static readonly ResponseCode CardCheckFailed = new("59");
    public static readonly ResponseCode Restricted = new("62");
    public static readonly ResponseCode AmountMismatch = new("64");
    public static readonly ResponseCode OverCountLimit = new("65");
    public static readonly ResponseCode SignOnAgain = new("77");
    public static readonly ResponseCode IssuerUnavailable = new("91");
    public static readonly ResponseCode Duplicate = new("94");
    public static readonly ResponseCode SystemMalfunction = new("96");
    public static readonly ResponseCode NotBalanced = new("95");
    public static readonly ResponseCode UnknownTerminal = new("97");
    public static readonly ResponseCode IssuerTimedOut = new("98");
    public static readonly ResponseCode PinFormatError = new("99");
    public static readonly ResponseCode MacError = new("A0");

    // Codes 10, 11, 16, A2, A4, A5 and A6 are approvals too: taking them for refusals charges the customer twice.
    private static readonly HashSet<string> Approvals = ["00", "10", "11", "16", "A2", "A4", "A5", "A6"];

    // The switch says that the issuer did not answer in time: the issuer may have approved.
    private static readonly HashSet<string> Unknowns = ["68", "98"];

    // A reversal answered "done", "cannot be (not approved)" or "no original" leaves nothing to reverse.
    private static readonly HashSet<string> EndsReversal = ["00", "12", "25"];

    // Cut-over, maintenance, a fault or a damaged copy: who told it has not been heard yet.
    private static readonly HashSet<string> AsksAgain = ["09", "90", "91", "92", "96", "A0"];

    public bool IsApproval => Approvals.Contains(Value);

    public bool LeavesOutcomeUnknown => Unknowns.Contains(Value);

    /// <summary>Whether the issuer has heard an advice, and will not change its mind about it.</summary>
    public bool EndsAnAdvice => !LeavesOutcomeUnknown && !AsksAgain.Contains(Value);

    public bool EndsAReversal => EndsReversal.Contains(Value);

    /// <summary>Two letters or digits; null for anything else.</summary>
    public static ResponseCode? Read(string? text) =>
        text is { Length: 2 } && text.All(char.IsAsciiLetterOrDigit) ? new ResponseCode(text) : null;

    public override string ToString() => Value;
}
