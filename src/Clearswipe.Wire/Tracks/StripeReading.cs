using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// What a swipe of one track says: the first rung of the read ladder that failed, from the bits up (ISO/IEC 7811-6,
/// 7813, 4909), and the track where there is one. A swipe in the wrong direction reads as well as in the right one.
/// </summary>
public abstract record StripeReading<TTrack>
    where TTrack : class, ITrack<TTrack>
{
    private StripeReading()
    {
    }

    /// <summary>The rung as parts tell it to each other.</summary>
    public abstract StripeRead Rung { get; }

    /// <summary>No bits at all.</summary>
    public sealed record NoFlux : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.NoFlux;
    }

    /// <summary>Bits, and no start sentinel first, or no end sentinel after it.</summary>
    public sealed record NoSentinels : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.NoSentinels;
    }

    /// <summary>Characters whose ones are not odd, by their places; the start sentinel stands at 0.</summary>
    public sealed record ParityErrors(IReadOnlyList<int> Positions) : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.ParityErrors;
    }

    /// <summary>Each character is whole; together they are not, or their check is missing.</summary>
    public sealed record LrcFailed : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.LrcFailed;
    }

    /// <summary>Read well, and no card number: its check digit does not fit, or the text is no such track.</summary>
    public sealed record ContentFailed : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.LuhnFailed;
    }

    /// <summary>A good stripe whose card has a chip, which must be used (service code 2xx or 6xx).</summary>
    public sealed record HasChip(TTrack Track) : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.HasChip;
    }

    /// <summary>Well read in every way.</summary>
    public sealed record Good(TTrack Track) : StripeReading<TTrack>
    {
        public override StripeRead Rung => StripeRead.Good;
    }

    internal static StripeReading<TTrack> Of(IReadOnlyList<bool> bits)
    {
        if (bits.Count == 0)
            return new NoFlux();

        var forward = InOrder([.. bits]);
        if (forward.Reading is Good or HasChip)
            return forward.Reading;
        var backward = InOrder([.. bits.Reverse()]);
        return IsNearer(backward, forward) ? backward.Reading : forward.Reading;
    }

    // Read backwards, a check character can look like a start sentinel and some letter like an end. Only the true frame
    // holds every one bit of the swipe, so of two failures it is the nearer one; then the one further up the ladder.
    private static bool IsNearer(
        (StripeReading<TTrack> Reading, bool HoldsAll) one, (StripeReading<TTrack> Reading, bool HoldsAll) other) =>
        one.Reading is Good or HasChip
            || (one.HoldsAll == other.HoldsAll ? Height(one.Reading) > Height(other.Reading) : one.HoldsAll);

    // With fewer broken characters, a reading stands higher.
    private static int Height(StripeReading<TTrack> reading) => reading switch
    {
        NoFlux => -2000,
        NoSentinels => -1000,
        ParityErrors errors => -errors.Positions.Count,
        LrcFailed => 1,
        ContentFailed => 2,
        _ => 3,
    };

    /// <summary>What the bits say in this order; whether all ones lie within the sentinels and the check.</summary>
    private static (StripeReading<TTrack> Reading, bool HoldsAll) InOrder(ReadOnlySpan<bool> bits)
    {
        var format = TTrack.Format;
        var characters = StripeBits.Decode(format, bits);
        if (characters is not [var first, ..] || !IsSentinel(first, format.StartSentinel))
            return (new NoSentinels(), false);
        var end = characters.FindIndex(
            Math.Min(1 + format.ShortestText, characters.Count),
            character => IsSentinel(character, TrackFormat.EndSentinel));
        if (end < 0)
            return (new NoSentinels(), false);

        var whole = characters.GetRange(0, Math.Min(end + 2, characters.Count));
        var holdsAll = characters.Skip(whole.Count).All(character => character == default);
        return (InFrame(whole, end), holdsAll);
    }

    private static StripeReading<TTrack> InFrame(List<StripeBits.Character> whole, int end)
    {
        var broken = Enumerable.Range(0, whole.Count).Where(place => !whole[place].IsOdd).ToArray();
        if (broken.Length > 0)
            return new ParityErrors(broken);
        if (whole.Count < end + 2 || whole.Aggregate(0, (sum, character) => sum ^ character.Value) != 0)
            return new LrcFailed();
        return OfText(string.Concat(
            whole.GetRange(1, end - 1).Select(character => TTrack.Format.CharacterOf(character.Value))));
    }

    private static bool IsSentinel(StripeBits.Character character, char sentinel) =>
        character.IsOdd && character.Value == TTrack.Format.ValueOf(sentinel);

    private static StripeReading<TTrack> OfText(string text) => TTrack.Read(text) switch
    {
        null or { PassesLuhn: false } => new ContentFailed(),
        { HasChip: true } track => new HasChip(track),
        var track => new Good(track),
    };
}
