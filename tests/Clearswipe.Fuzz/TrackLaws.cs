using System.Text;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Fuzz;

/// <summary>A track that was read is read again from what it is written as, in both directions of a swipe.</summary>
internal static class TrackLaws
{
    /// <summary>Each byte is eight bits of a swipe, the high one first.</summary>
    public static bool TryBits(byte[] bytes)
    {
        var bits = bytes
            .SelectMany(value => Enumerable.Range(0, 8).Select(bit => (value << bit & 0x80) != 0))
            .ToArray();
        var reading = Track2.Decode(bits);
        if (Track(reading) is not { } track)
        {
            _ = reading.ToString();
            return false;
        }

        Law.Holds(!$"{reading}".Contains(track.Pan.Reveal(), StringComparison.Ordinal), "a reading masks its number");
        Law.Holds(Track(Track2.Decode([.. bits.Reverse()])) is not null, "a swipe is read from both directions");
        Law.Holds(Track(Track2.Decode(Track2.Encode(track.Reveal()))) == track, "a track is read from its own bits");
        return true;
    }

    /// <summary>The bytes are the characters between the sentinels.</summary>
    public static bool TryText(byte[] bytes)
    {
        if (Track2.Read(Encoding.Latin1.GetString(bytes)) is not { } track)
            return false;
        Law.Holds(Track2.Read(track.Reveal()) == track, "a track is read from its own text");
        Law.Holds(track.Reveal().Length <= Track2.LongestText, "a track keeps to its longest text");
        Law.Holds(!$"{track}".Contains(track.Pan.Reveal(), StringComparison.Ordinal), "a track masks its number");
        return true;
    }

    private static Track2? Track(StripeReading reading) => reading switch
    {
        StripeReading.Good good => good.Track,
        StripeReading.HasChip chip => chip.Track,
        _ => null,
    };
}
