using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// The bits of a stripe (ISO/IEC 7811-6): clocking zeros, then characters, the least bit first and last a bit that
/// makes their ones odd. A sentinel stands on both sides, and a character after the second makes each column even.
/// </summary>
internal static class StripeBits
{
    /// <summary>One character as it was read: its data bits, and whether its ones are odd.</summary>
    public readonly record struct Character(int Value, bool IsOdd);

    /// <summary>The bits of a swipe: zeros, start sentinel, the text, end sentinel, check character, zeros.</summary>
    public static IReadOnlyList<bool> Encode(TrackFormat format, ReadOnlySpan<char> text)
    {
        Invariant.Holds(text.Length <= format.LongestText, "a text fits between the sentinels of its track");
        foreach (var character in text)
            Invariant.Holds(format.MayHold(character), "a track holds the characters of its alphabet");

        var bits = new List<bool>(Enumerable.Repeat(false, format.ClockingZeros));
        var check = 0;
        foreach (var character in $"{format.StartSentinel}{text}{TrackFormat.EndSentinel}")
        {
            check ^= format.ValueOf(character);
            Add(bits, format, format.ValueOf(character));
        }

        // The parity bits are no column of the check: its own makes its ones odd, as every character's does.
        Add(bits, format, check);
        bits.AddRange(Enumerable.Repeat(false, format.ClockingZeros));
        return bits;
    }

    /// <summary>The characters from the first one bit on: that bit starts every start sentinel.</summary>
    public static List<Character> Decode(TrackFormat format, ReadOnlySpan<bool> bits)
    {
        var characters = new List<Character>();
        var start = Math.Max(0, bits.IndexOf(true));
        for (; start + format.BitsPerCharacter <= bits.Length; start += format.BitsPerCharacter)
            characters.Add(Read(bits.Slice(start, format.BitsPerCharacter)));
        return characters;
    }

    private static void Add(List<bool> bits, TrackFormat format, int value)
    {
        for (var bit = 0; bit < format.BitsPerCharacter - 1; bit++)
            bits.Add((value >> bit & 1) != 0);
        bits.Add(int.PopCount(value) % 2 == 0);
    }

    private static Character Read(ReadOnlySpan<bool> bits)
    {
        var value = 0;
        for (var bit = 0; bit < bits.Length; bit++)
            value |= bits[bit] ? 1 << bit : 0;
        var parity = 1 << (bits.Length - 1);
        return new Character(value & (parity - 1), int.PopCount(value) % 2 == 1);
    }
}
