using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// What a swipe of track 2 says: the first rung of the read ladder that failed, from the bits up (ISO/IEC 7811-6,
/// 7813), and the track where there is one. A swipe in the wrong direction reads as well as in the right one.
/// </summary>
public abstract record StripeReading
{
    // A start sentinel, the shortest card number and a separator come before an end sentinel; nearer ones are chance.
    private const int NearestEnd = 1 + Pan.ShortestLength + 1;

    private StripeReading()
    {
    }

    /// <summary>The rung as parts tell it to each other.</summary>
    public abstract StripeRead Rung { get; }

    /// <summary>No bits at all.</summary>
    public sealed record NoFlux : StripeReading
    {
        public override StripeRead Rung => StripeRead.NoFlux;
    }

    /// <summary>Bits, and no start sentinel first, or no end sentinel after it.</summary>
    public sealed record NoSentinels : StripeReading
    {
        public override StripeRead Rung => StripeRead.NoSentinels;
    }

    /// <summary>Characters whose ones are not odd, by their places; the start sentinel stands at 0.</summary>
    public sealed record ParityErrors(IReadOnlyList<int> Positions) : StripeReading
    {
        public override StripeRead Rung => StripeRead.ParityErrors;
    }

    /// <summary>Each character is whole; together they are not, or their check is missing.</summary>
    public sealed record LrcFailed : StripeReading
    {
        public override StripeRead Rung => StripeRead.LrcFailed;
    }

    /// <summary>Read well, and no card number: its check digit does not fit, or the text is no track 2.</summary>
    public sealed record LuhnFailed : StripeReading
    {
        public override StripeRead Rung => StripeRead.LuhnFailed;
    }

    /// <summary>A good stripe whose card has a chip, which must be used (service code 2xx or 6xx).</summary>
    public sealed record HasChip(Track2 Track) : StripeReading
    {
        public override StripeRead Rung => StripeRead.HasChip;
    }

    /// <summary>Well read in every way.</summary>
    public sealed record Good(Track2 Track) : StripeReading
    {
        public override StripeRead Rung => StripeRead.Good;
    }

    internal static StripeReading Of(IReadOnlyList<bool> bits)
    {
        if (bits.Count == 0)
            return new NoFlux();

        var forward = InOrder([.. bits]);
        if (forward is Good or HasChip)
            return forward;
        var backward = InOrder([.. bits.Reverse()]);
        return Height(backward) > Height(forward) ? backward : forward;
    }

    // Of two failures that one is nearer to the truth which came further up the ladder, with fewer broken characters.
    private static int Height(StripeReading reading) => reading switch
    {
        NoFlux => -2000,
        NoSentinels => -1000,
        ParityErrors errors => -errors.Positions.Count,
        LrcFailed => 1,
        LuhnFailed => 2,
        _ => 3,
    };

    private static StripeReading InOrder(ReadOnlySpan<bool> bits)
    {
        var characters = Characters(bits);
        if (characters is not [{ Value: Track2Bits.StartSentinel, IsOdd: true }, ..])
            return new NoSentinels();
        var end = characters.FindIndex(
            Math.Min(NearestEnd, characters.Count),
            character => character is { Value: Track2Bits.EndSentinel, IsOdd: true });
        if (end < 0)
            return new NoSentinels();

        var whole = characters.GetRange(0, Math.Min(end + 2, characters.Count));
        var broken = Enumerable.Range(0, whole.Count).Where(place => !whole[place].IsOdd).ToArray();
        if (broken.Length > 0)
            return new ParityErrors(broken);
        if (whole.Count < end + 2 || whole.Aggregate(0, (sum, character) => sum ^ character.Value) != 0)
            return new LrcFailed();
        return OfText(string.Concat(whole.GetRange(1, end - 1).Select(character => (char)('0' + character.Value))));
    }

    private static StripeReading OfText(string text) => Track2.Read(text) switch
    {
        null or { Pan.PassesLuhn: false } => new LuhnFailed(),
        { HasChip: true } track => new HasChip(track),
        var track => new Good(track),
    };

    /// <summary>The characters from the first one bit on: that bit starts the start sentinel.</summary>
    private static List<(int Value, bool IsOdd)> Characters(ReadOnlySpan<bool> bits)
    {
        var characters = new List<(int, bool)>();
        var start = Math.Max(0, bits.IndexOf(true));
        for (; start + Track2Bits.BitsPerCharacter <= bits.Length; start += Track2Bits.BitsPerCharacter)
            characters.Add(Character(bits.Slice(start, Track2Bits.BitsPerCharacter)));
        return characters;
    }

    private static (int Value, bool IsOdd) Character(ReadOnlySpan<bool> bits)
    {
        var value = 0;
        for (var bit = 0; bit < Track2Bits.BitsPerCharacter; bit++)
            value |= bits[bit] ? 1 << bit : 0;
        return (value & 0xF, int.PopCount(value) % 2 == 1);
    }
}
