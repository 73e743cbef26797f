using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Worlds;

/// <summary>What can be wrong in a trial: each is a mechanism in <see cref="Scenes.Faults"/>.</summary>
enum FaultKind
{
    StripeDemagnetised,
    StripeScratched,
    SwipeUnsteady,
    ChipCardSwiped,
    CardUnrecognised,

    ChipDirty,
    ChipDamaged,
    CardWrongWay,
    CardRemovedEarly,
    CardBlocked,
    CardNotSupported,
    TapUnfinished,

    Funds,
    OverLimit,
    Expired,
    NotAllowed,
    CardReported,
    RefusedPlain,
    PinLocked,

    PinMistyped,
    PinMisremembered,
    KeyCovered,
    KeyStruckTwice,
    PinUnfinished,

    KeyStuck,
    KeypadDead,
    KeypadTampered,
    ReaderDirty,
    ReaderDead,
    PrinterPaperOut,
    PrinterLidOpen,
    PrinterHot,
    PrinterCutter,
    PrinterDead,

    KeysOutOfStep,
    NotSignedOn,
    SoftwareOutdated,
    ParametersMissing,
    MerchantRefused,
    TerminalUnknown,

    LineRadioDown,
    LineGatewayDown,
    LineNameDown,
    LineHostUnreached,
    LineSlow,
    LineUnstable,

    IssuerFailing,
    IssuerMaintenance,
    IssuerSlow,
    SwitchFailing,
    SwitchDayChange,
    SaleSentBefore,

    /// <summary>It passes by itself.</summary>
    Transient,

    /// <summary>Something that no catalogue lists, with a sign at random.</summary>
    UnheardOf,
}

/// <summary>Who is the right one to call about a fault; nobody where a call helps nothing.</summary>
enum Party
{
    Nobody,
    Issuer,
    Acquirer,
    Provider,
    Network,
}

/// <summary>The names that the diagnosis and the Lab share: what a fault is called, and whose it is.</summary>
static class FaultNames
{
    /// <summary>The cause that a perfect diagnosis would name.</summary>
    public static CauseId CauseOf(FaultKind kind) =>
        new(kind == FaultKind.UnheardOf ? "other" : Spelling.Hyphenated(kind.ToString()));

    public static Party PartyOf(FaultKind kind) => kind switch
    {
        <= FaultKind.CardUnrecognised => Party.Issuer,
        FaultKind.CardNotSupported => Party.Acquirer,
        <= FaultKind.PinLocked => Party.Issuer,
        <= FaultKind.PinUnfinished => Party.Issuer,
        <= FaultKind.KeysOutOfStep => Party.Provider,
        FaultKind.SoftwareOutdated or FaultKind.ParametersMissing => Party.Provider,
        <= FaultKind.TerminalUnknown => Party.Acquirer,
        FaultKind.LineHostUnreached => Party.Acquirer,
        <= FaultKind.LineUnstable => Party.Network,
        <= FaultKind.IssuerSlow => Party.Issuer,
        <= FaultKind.SaleSentBefore => Party.Acquirer,
        _ => Party.Nobody,
    };
}
