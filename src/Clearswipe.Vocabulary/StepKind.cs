namespace Clearswipe.Vocabulary;

/// <summary>What a till can do about a blocked sale. A step of the catalogue names one; the till performs it.</summary>
public enum StepKind
{
    // By itself.
    LookUp,
    Reverse,
    SignOn,
    ChangeLine,

    // With the same card.
    InsertChip,
    CleanAndInsertChip,
    Tap,
    SwipeAgain,
    EnterPinAgain,
    SendAgain,

    // Another way.
    OtherCard,
    PayCash,
    PayQr,
    Park,
    SpareTill,

    // Devices.
    CheckKeypad,
    CheckReader,
    LoadPaper,
    CloseLid,
    ClearCutter,
    LetHeadCool,
    Reprint,
    ShowReceipt,
    UpdateSoftware,
    TakeOutOfUse,

    // People.
    AskQuestion,
    CallIssuer,
    CallAcquirer,
    CallProvider,
    CallNetwork,
    StopSale,
}
