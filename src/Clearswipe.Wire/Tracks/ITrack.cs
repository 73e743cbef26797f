namespace Clearswipe.Wire.Tracks;

/// <summary>
/// A track of a card: how its bits are written, and what its text says. It masks itself wherever it is written.
/// </summary>
public interface ITrack<TTrack>
    where TTrack : class, ITrack<TTrack>
{
    static abstract TrackFormat Format { get; }

    /// <summary>Reads the text between the sentinels; null when it is no such track. Luhn is not demanded.</summary>
    static abstract TTrack? Read(ReadOnlySpan<char> text);

    /// <summary>Whether the check digit of its card number fits; a track without a number fails no check.</summary>
    bool PassesLuhn { get; }

    /// <summary>Whether its service code says that the card has a chip: the first digit is 2 or 6.</summary>
    bool HasChip { get; }

    /// <summary>The clear text between the sentinels. Every use is a place to review.</summary>
    string Reveal();
}
