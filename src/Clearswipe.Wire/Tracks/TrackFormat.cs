namespace Clearswipe.Wire.Tracks;

/// <summary>
/// How one track is written: its alphabet, the bits of a character, its start sentinel, and its longest whole in
/// characters with both sentinels and the check (ISO/IEC 7811-6, 7813; track 3: ISO/IEC 4909).
/// </summary>
public sealed record TrackFormat
{
    /// <summary>Letters and digits: six bits and parity, 79 characters at 210 bits an inch.</summary>
    public static readonly TrackFormat Track1 = new(bits: 7, first: ' ', start: '%', longest: 79)
    {
        // "B", the shortest number, '^', the shortest name, '^', and separators for expiry and service code.
        ShortestText = 19,
        ClockingZeros = 62,
    };

    /// <summary>Digits: four bits and parity, 40 characters at 75 bits an inch.</summary>
    public static readonly TrackFormat Track2 = new(bits: 5, first: '0', start: ';', longest: 40)
    {
        // The shortest number and a separator.
        ShortestText = 13,
        ClockingZeros = 20,
    };

    /// <summary>Digits: four bits and parity, 107 characters at 210 bits an inch.</summary>
    public static readonly TrackFormat Track3 = new(bits: 5, first: '0', start: ';', longest: 107)
    {
        // A format code and a separator, with a number before it or at least as many digits behind.
        ShortestText = 15,
        ClockingZeros = 62,
    };

    /// <summary>The end sentinel of every track.</summary>
    public const char EndSentinel = '?';

    // Both sentinels and the check character.
    private const int Frame = 3;

    private TrackFormat(int bits, char first, char start, int longest) =>
        (BitsPerCharacter, FirstCharacter, StartSentinel, LongestText) = (bits, first, start, longest - Frame);

    /// <summary>The bits of a character with its parity bit: 7 on track 1, 5 on tracks 2 and 3.</summary>
    public int BitsPerCharacter { get; }

    /// <summary>The character whose data bits are all zero; the others follow it as in ASCII.</summary>
    public char FirstCharacter { get; }

    public char StartSentinel { get; }

    /// <summary>The longest text between the sentinels, in characters.</summary>
    public int LongestText { get; }

    /// <summary>The shortest text that can mean a card; an end sentinel nearer than that is chance.</summary>
    internal int ShortestText { get; private init; }

    internal int ClockingZeros { get; private init; }

    /// <summary>Whether a character may stand between the sentinels.</summary>
    public bool MayHold(char character) => this == Track1
        ? character is >= ' ' and <= '_' and not ('%' or EndSentinel)
        : character is (>= '0' and <= '9') or '=';

    internal int ValueOf(char character) => character - FirstCharacter;

    internal char CharacterOf(int value) => (char)(FirstCharacter + value);
}
