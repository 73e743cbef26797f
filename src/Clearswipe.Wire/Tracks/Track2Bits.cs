using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// The bits of track 2 (ISO/IEC 7811-6): clocking zeros, then characters of four bits, the least first, and a fifth
/// that makes their ones odd. A sentinel stands on both sides, and a character after the second makes each column even.
/// </summary>
internal static class Track2Bits
{
    public const int StartSentinel = ';' - '0';
    public const int EndSentinel = '?' - '0';
    public const int BitsPerCharacter = 5;
    private const int ClockingZeros = 20;

    /// <summary>
    /// The bits of a swipe: zeros, ';', the text of digits and '=' (or 'D'), '?', check character, zeros.
    /// </summary>
    public static IReadOnlyList<bool> Encode(ReadOnlySpan<char> text)
    {
        Invariant.Holds(text.Length <= Track2.LongestText, "a track 2 has at most 37 characters between its sentinels");
        var bits = new List<bool>(Enumerable.Repeat(false, ClockingZeros));
        var check = StartSentinel ^ EndSentinel;
        Add(bits, StartSentinel);
        foreach (var character in text)
        {
            Add(bits, ValueOf(character));
            check ^= ValueOf(character);
        }

        Add(bits, EndSentinel);
        Add(bits, check);
        bits.AddRange(Enumerable.Repeat(false, ClockingZeros));
        return bits;
    }

    private static void Add(List<bool> bits, int value)
    {
        for (var bit = 0; bit < BitsPerCharacter - 1; bit++)
            bits.Add((value >> bit & 1) != 0);
        bits.Add(int.PopCount(value) % 2 == 0);
    }

    private static int ValueOf(char character)
    {
        Invariant.Holds(character is (>= '0' and <= '9') or '=' or 'D', "track 2 has digits and a separator");
        return character == 'D' ? '=' - '0' : character - '0';
    }
}
