namespace Clearswipe.Vocabulary;

/// <summary>
/// What a part saw, at a moment. Parts say what they saw; only Remedy says why. No observation holds a digit of a PIN
/// or a full card number: a card is named by its token, which is a keyed hash.
/// </summary>
public abstract record Observation(DateTimeOffset At)
{
    // Readers.
    public sealed record StripeWasRead(
        DateTimeOffset At, string Reader, StripeRead Result, string? Card) : Observation(At);

    public sealed record ChipWasRead(
        DateTimeOffset At, string Reader, ChipRead Result, ushort? StatusWord, string? Card) : Observation(At);

    public sealed record CardWasTapped(
        DateTimeOffset At, string Reader, TapRead Result, string? Card) : Observation(At);

    /// <summary>The reader itself does not answer.</summary>
    public sealed record ReaderSilent(DateTimeOffset At, string Reader) : Observation(At);

    /// <summary>How other cards fared lately at this reader: tells a bad card from a dirty head.</summary>
    public sealed record OtherCardsAtReader(
        DateTimeOffset At, string Reader, ReadMethod Method, int Good, int Bad) : Observation(At);

    /// <summary>The chip names an application that the terminal's parameters lack.</summary>
    public sealed record ApplicationUnknown(DateTimeOffset At, string Aid) : Observation(At);

    // Keypads. Timings and counts, never a digit.
    public sealed record KeyHeldDown(DateTimeOffset At, TimeSpan Held) : Observation(At);

    public sealed record KeyStruckTwice(DateTimeOffset At, TimeSpan Gap) : Observation(At);

    public sealed record PinTooShort(DateTimeOffset At, int Keys) : Observation(At);

    public sealed record PinEntryTimedOut(DateTimeOffset At, int Keys) : Observation(At);

    /// <summary>The pad compared inside itself: the PIN typed for this card is the one typed before, or not.</summary>
    public sealed record PinCompared(DateTimeOffset At, bool SameAsBefore) : Observation(At);

    public sealed record PadReported(DateTimeOffset At, PadState State) : Observation(At);

    /// <summary>Tries left as the chip counts them (63Cx, or tag 9F17). Issuers never say it online.</summary>
    public sealed record PinTriesLeft(DateTimeOffset At, int Left) : Observation(At);

    // Lines.
    public sealed record LineProbed(
        DateTimeOffset At, string Line, Hop BrokenHop, TimeSpan RoundTrip, double Loss) : Observation(At);

    /// <summary>The line could not be opened: not a byte of the request left.</summary>
    public sealed record NotSent(DateTimeOffset At, string Line, Hop BrokenHop) : Observation(At)
    {
        /// <summary>The token of the card whose request it was, where the one who saw it knows.</summary>
        public string? Card { get; init; }
    }

    /// <summary>The request left and no verified answer came: the outcome is unknown.</summary>
    public sealed record NoAnswer(DateTimeOffset At, string Line, TimeSpan Waited) : Observation(At)
    {
        /// <summary>Whose answer did not come and the card's token, where the one who saw it knows.</summary>
        public IssuerId? Issuer { get; init; }
        public string? Card { get; init; }
    }

    /// <summary>An answer came to a request that had been given up.</summary>
    public sealed record LateAnswer(DateTimeOffset At, string Line, TimeSpan After) : Observation(At);

    public sealed record AnswerMacWrong(DateTimeOffset At, string Line) : Observation(At);

    public sealed record AnswerDidNotMatch(DateTimeOffset At, string Line) : Observation(At);

    /// <summary>A verified answer to the open request.</summary>
    public sealed record Answered(
        DateTimeOffset At, ResponseCode Code, IssuerId? Issuer, TimeSpan RoundTrip) : Observation(At)
    {
        /// <summary>The card's token: a fleet counts cards, not tries.</summary>
        public string? Card { get; init; }
    }

    /// <summary>How other cards' requests fared lately at this terminal: tells a card from pad or line.</summary>
    public sealed record OtherCardsAnswered(
        DateTimeOffset At, int Approved, int WrongPin, int Unanswered, int FormatError) : Observation(At);

    // Keys and software.
    public sealed record SignedOn(DateTimeOffset At, bool Succeeded) : Observation(At);

    public sealed record SoftwareOutdated(DateTimeOffset At, string Installed, string Wanted) : Observation(At);

    // Printers.
    public sealed record PrinterReported(DateTimeOffset At, PrinterState State) : Observation(At);

    // The fleet's knowledge, told to the counter before it is needed.
    public sealed record IssuerInMaintenance(
        DateTimeOffset At, IssuerId Issuer, DateTimeOffset Until) : Observation(At);

    public sealed record IssuerFailing(DateTimeOffset At, IssuerId Issuer) : Observation(At);

    public sealed record SwitchFailing(DateTimeOffset At) : Observation(At);

    // People and steps.
    /// <summary>A person answered a question of the catalogue.</summary>
    public sealed record Told(DateTimeOffset At, FindingId Question, string Answer) : Observation(At);

    /// <summary>A step was tried; whether the sale went on afterwards.</summary>
    public sealed record StepTried(DateTimeOffset At, StepId Step, bool Helped) : Observation(At);
}

/// <summary>Who is told of observations.</summary>
public interface IWitness
{
    void Saw(Observation observation);
}
