namespace Clearswipe.Vocabulary;

/// <summary>How a card was read, as ISO 8583 field 22 tells it.</summary>
public enum ReadMethod
{
    Chip,
    Tap,
    Swipe,
}

/// <summary>The read ladder of a stripe (ISO/IEC 7811, 7813): the first rung that failed, from the bits up.</summary>
public enum StripeRead
{
    Good,
    /// <summary>No flux reversals at all: blank or demagnetised.</summary>
    NoFlux,
    /// <summary>Bits, but no start or end sentinel: wrong speed, or a dirty head.</summary>
    NoSentinels,
    /// <summary>Characters with even parity: a scratch.</summary>
    ParityErrors,
    /// <summary>Each character is whole, their longitudinal check is not.</summary>
    LrcFailed,
    /// <summary>Well read, and yet no card number.</summary>
    LuhnFailed,
    /// <summary>A good stripe whose service code says that the card has a chip, which must be used.</summary>
    HasChip,
}

/// <summary>How far a chip came (ISO/IEC 7816-3 and -4, EMV Book 1).</summary>
public enum ChipRead
{
    Good,
    /// <summary>No answer to reset: dirty, damaged, or the wrong way round.</summary>
    Silent,
    BadAnswerToReset,
    /// <summary>None of the terminal's applications is on the card (6A82 on every SELECT).</summary>
    NoKnownApplication,
    /// <summary>6A81 on SELECT: the card is blocked; no fallback to the stripe.</summary>
    CardBlocked,
    /// <summary>6283 on SELECT: the application is blocked; no fallback to the stripe.</summary>
    ApplicationBlocked,
    RemovedEarly,
    /// <summary>Any other status word: a fault of the chip.</summary>
    Failed,
}

/// <summary>How a tap ended.</summary>
public enum TapRead
{
    Good,
    NothingInField,
    SeveralCards,
    /// <summary>Above the limit, or the card asks for its chip to be inserted.</summary>
    InsertInstead,
    Failed,
}

/// <summary>What a keypad says about itself.</summary>
public enum PadState
{
    Ready,
    /// <summary>No answer from the pad: cable, power, or dead.</summary>
    Silent,
    KeyStuck,
    /// <summary>The tamper switch fired: keys are erased; out of use, and never mended by a restart.</summary>
    Tampered,
    /// <summary>No working keys in the pad: sign on first.</summary>
    NoKeys,
}

/// <summary>What a printer says about itself.</summary>
public enum PrinterState
{
    Ready,
    PaperOut,
    PaperLow,
    LidOpen,
    HeadHot,
    CutterJammed,
    Silent,
}

/// <summary>The hops from the till to the host, in order; a probe names the first that is broken.</summary>
public enum Hop
{
    None,
    Radio,
    Gateway,
    Name,
    Connect,
    Tls,
    HostEcho,
}
