using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Screens;

/// <summary>How a moment feels: its colours, always beside an icon and words.</summary>
public enum Tone
{
    Calm,
    Ask,
    Wait,
    Stop,
    Done,
}

/// <summary>Which tone and icon a moment of the till wears.</summary>
public static class Tones
{
    public static Tone Of(TillPhase phase) => phase switch
    {
        TillPhase.Idle or TillPhase.NotPaid or TillPhase.HandedOver => Tone.Calm,
        TillPhase.AwaitingCard or TillPhase.AwaitingPin or TillPhase.AwaitingWallet => Tone.Ask,
        TillPhase.Starting or TillPhase.Reading or TillPhase.Sending or TillPhase.Checking or TillPhase.Parked =>
            Tone.Wait,
        TillPhase.Blocked or TillPhase.OutOfOrder => Tone.Stop,
        TillPhase.Paid or TillPhase.PaidOtherwise => Tone.Done,
        _ => throw new InvariantException("every phase has a tone"),
    };

    public static string Icon(TillPhase phase) => phase switch
    {
        TillPhase.Idle => "till",
        TillPhase.AwaitingCard => "card",
        TillPhase.AwaitingPin => "keys",
        TillPhase.AwaitingWallet => "qr",
        TillPhase.Starting or TillPhase.Reading => "wait",
        TillPhase.Sending => "send",
        TillPhase.Checking => "look",
        TillPhase.Blocked or TillPhase.OutOfOrder => "stop",
        TillPhase.Paid => "done",
        TillPhase.PaidOtherwise => "cash",
        TillPhase.NotPaid => "cross",
        TillPhase.Parked => "park",
        TillPhase.HandedOver => "hand-over",
        _ => throw new InvariantException("every phase has an icon"),
    };

    /// <summary>Whether the till works on its own just now and nobody has to do anything.</summary>
    public static bool IsBusy(TillPhase phase) =>
        phase is TillPhase.Starting or TillPhase.Reading or TillPhase.Sending or TillPhase.Checking;

    public static string Class(this Tone tone) => "tone-" + tone.ToString().ToLowerInvariant();
}
