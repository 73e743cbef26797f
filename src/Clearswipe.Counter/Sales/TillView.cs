using Clearswipe.Counter.Receipts;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>Where the till stands, for every screen.</summary>
public enum TillPhase
{
    /// <summary>What was open before the last stop is looked up or reversed; then the till signs on.</summary>
    Starting,
    Idle,
    AwaitingCard,
    Reading,
    AwaitingPin,
    Sending,
    /// <summary>
    /// A request left and its outcome is not known: it is looked up, then reversed. Nobody pays again.
    /// </summary>
    Checking,
    /// <summary>The sale does not go on by itself: the counsel says why and what to do.</summary>
    Blocked,
    /// <summary>A code stands on the customer display and waits for a telephone.</summary>
    AwaitingWallet,
    Paid,
    PaidOtherwise,
    NotPaid,
    Parked,
    HandedOver,
    /// <summary>The till cannot write down what happens, so nothing happens until it is started again.</summary>
    OutOfOrder,
}

/// <summary>All that a screen may know, at one moment. It never changes; a new one takes its place.</summary>
public sealed record TillView
{
    /// <summary>Grows with every change.</summary>
    public required long Version { get; init; }
    public required TerminalId Terminal { get; init; }
    public required Bilingual MerchantName { get; init; }
    public required TillPhase Phase { get; init; }
    public required Language Language { get; init; }

    public SaleId? Sale { get; init; }
    public Money? Amount { get; init; }
    public Money PaidSoFar { get; init; } = Money.Fen(0);
    public Money Due { get; init; } = Money.Fen(0);

    public required Bilingual Cashier { get; init; }
    public required Bilingual Customer { get; init; }
    /// <summary>What a voice says to the customer: the amount and the step, never a digit of a PIN.</summary>
    public required Bilingual Spoken { get; init; }

    /// <summary>Why the sale is blocked and what to do; null while it is not.</summary>
    public Counsel? Counsel { get; init; }
    /// <summary>
    /// The steps that may be taken now, the best first; no unsafe one exists while an outcome is unknown.
    /// </summary>
    public IReadOnlyList<Proposal> Steps { get; init; } = [];

    /// <summary>How the card may be presented now.</summary>
    public IReadOnlyList<ReadMethod> ReadBy { get; init; } = [];
    /// <summary>Keys typed so far: a count of stars.</summary>
    public int Stars { get; init; }
    /// <summary>One or none, when the chip says so; issuers never say it, and more is known by nobody.</summary>
    public int? PinTriesLeft { get; init; }
    public string? MaskedCard { get; init; }
    /// <summary>The text of the wallet code to show.</summary>
    public string? WalletCode { get; init; }

    public IReadOnlyList<LineView> Lines { get; init; } = [];
    public PadState Pad { get; init; }
    public PrinterState Printer { get; init; }
    public bool IsSignedOn { get; init; }
    /// <summary>Told before it is needed: maintenance to come, banks that are down.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
    public IReadOnlyList<Bilingual> NoticeTexts { get; init; } = [];
    /// <summary>When the host last told them, or that there are none; null before it did.</summary>
    public DateTimeOffset? NoticesAt { get; init; }
    public IReadOnlyList<OpenReversal> OpenReversals { get; init; } = [];
    public IReadOnlyList<ParkedSale> Parked { get; init; } = [];
    public Receipt? LastReceipt { get; init; }

    public bool MayStartSale { get; init; }
    public bool MayCancel { get; init; }
    public bool MayReprint { get; init; }
}

/// <summary>A line as the screen shows it.</summary>
public sealed record LineView(string Name, bool IsInUse, Hop BrokenHop, TimeSpan? RoundTrip);

/// <summary>A reversal that has not been answered yet; it is tried until it is.</summary>
public sealed record OpenReversal(TraceNumber Trace, Money Amount, string MaskedCard, DateTimeOffset Since, int Tries);

/// <summary>A sale that waits for a bank, the customer or another till.</summary>
public sealed record ParkedSale(SaleId Sale, Money Due, DateTimeOffset Since, IssuerId? Issuer, bool BankIsBack);
