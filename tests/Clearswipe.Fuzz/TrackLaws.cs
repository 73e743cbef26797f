using System.Text;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Fuzz;

/// <summary>A track that was read is read again from what it is written as, in both directions of a swipe.</summary>
internal static class TrackLaws
{
    public static bool TryBits1(byte[] bytes) =>
        TryBits(bytes, Track1.Decode, text => Track1.Encode(text), track => track.Pan.Reveal());

    public static bool TryBits2(byte[] bytes) =>
        TryBits(bytes, Track2.Decode, text => Track2.Encode(text), track => track.Pan.Reveal());

    public static bool TryBits3(byte[] bytes) =>
        TryBits(bytes, Track3.Decode, text => Track3.Encode(text), track => track.Pan?.Reveal());

    /// <summary>The bytes are the characters between the sentinels, of whichever track they are.</summary>
    public static bool TryText(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return TryText(Track1.Read(text), text => Track1.Read(text), track => track.Pan.Reveal())
            | TryText(Track2.Read(text), text => Track2.Read(text), track => track.Pan.Reveal())
            | TryText(Track3.Read(text), text => Track3.Read(text), track => track.Pan?.Reveal());
    }

    /// <summary>Each byte is eight bits of a swipe, the high one first.</summary>
    private static bool TryBits<TTrack>(
        byte[] bytes, Func<IReadOnlyList<bool>, StripeReading<TTrack>> decode,
        Func<string, IReadOnlyList<bool>> encode, Func<TTrack, string?> number)
        where TTrack : class, ITrack<TTrack>
    {
        var bits = bytes
            .SelectMany(value => Enumerable.Range(0, 8).Select(bit => (value << bit & 0x80) != 0))
            .ToArray();
        var reading = decode(bits);
        Law.IsPlain($"{reading}");
        if (Track(reading) is not { } track)
            return false;

        Masks($"{reading}", number(track));
        Law.Holds(Track(decode([.. bits.Reverse()])) is not null, "a swipe is read from both directions");
        Law.Holds(Track(decode(encode(track.Reveal())))?.Equals(track) == true, "a track is read from its own bits");
        return true;
    }

    private static bool TryText<TTrack>(TTrack? track, Func<string, TTrack?> read, Func<TTrack, string?> number)
        where TTrack : class, ITrack<TTrack>
    {
        if (track is null)
            return false;
        Law.Holds(read(track.Reveal())?.Equals(track) == true, "a track is read from its own text");
        Law.Holds(track.Reveal().Length <= TTrack.Format.LongestText, "a track keeps to its longest text");
        Law.IsPlain($"{track}");
        Masks($"{track}", number(track));
        return true;
    }

    private static void Masks(string shown, string? number) =>
        Law.Holds(number is null || !shown.Contains(number, StringComparison.Ordinal), "a track masks its number");

    private static TTrack? Track<TTrack>(StripeReading<TTrack> reading)
        where TTrack : class, ITrack<TTrack> => reading switch
    {
        StripeReading<TTrack>.Good good => good.Track,
        StripeReading<TTrack>.HasChip chip => chip.Track,
        _ => null,
    };
}
