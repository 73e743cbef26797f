namespace Clearswipe.Lab.Trials.Worlds;

/// <summary>What a host or a bank finds when it refuses; the acquirer's dialect makes a code of it.</summary>
enum Condition
{
    Funds,
    AmountLimit,
    CountLimit,
    Expired,
    Restricted,
    NotPermitted,
    Lost,
    Stolen,
    Suspected,
    Plain,
    Unrecognised,
    UseChip,
    WrongPin,
    PinLocked,
    IssuerDown,
    IssuerSilent,
    SwitchDown,
    DayChange,
    BadKeys,
    SignOn,
    Format,
    Merchant,
    Terminal,
    Duplicate,
    Again,
    Odd,
}
