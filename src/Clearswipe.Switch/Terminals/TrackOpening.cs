using Clearswipe.Vault;
using Clearswipe.Vault.Tracks;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Switch.Terminals;

/// <summary>Field 35 of a request as an issuer may have it: it came clear, or is opened here.</summary>
static class TrackOpening
{
    private const int Track2Field = 35;
    private const string Clear = "0123456789D=";

    /// <summary>
    /// What is wrong with the track, for the log and without a digit of it; null when it may go on as it came, or as
    /// <paramref name="opened"/>. Only for a request whose MAC fits.
    /// </summary>
    public static string? TryOpen(PosRequest request, KeyVault vault, out ClearTrack? opened)
    {
        opened = null;
        var track = request.Message.Text(Track2Field);
        if (!request.IsTrackSealed)
            return track is null || !track.AsSpan().ContainsAnyExcept(Clear)
                ? null
                : "field 35 is no clear track; one under the track key has 1 in position 3 of field 53";
        if (request.SignOn?.Keys.Track is not { } key)
            return "position 3 of field 53 tells of a track key, and none was given: sign on with form 004 for one";
        if (track is null)
            return null;
        if (!VaultTracks.Takes(key.Algorithm))
            return "how a track comes under a key of SM4 is not public: sign on with form 004, or send none";

        opened = vault.Tracks.Open(key, track);
        // The vault holds digits to be digits; what stands where is the card's own layout.
        if (opened is null || Track2.Read(opened.Reveal()) is null)
            return "the track under the track key is garbled";
        return Pan.Read(request.Message.Text(2)) is { } pan && pan != opened.Pan
            ? "field 2 and the track under the track key are of two cards"
            : null;
    }
}
