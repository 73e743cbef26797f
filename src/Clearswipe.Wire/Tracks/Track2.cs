using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// Track 2 of a card (ISO/IEC 7813): number, expiry as YYMM, three digits of service code, and the issuer's own
/// digits. Expiry and service code are "" where the card leaves them out. It masks itself wherever it is written; the
/// clear text has one loud name, <see cref="Reveal"/>.
/// </summary>
public sealed record Track2 : ITrack<Track2>
{
    private Track2(Pan pan, string expiry, string serviceCode, string discretionary)
    {
        Pan = pan;
        Expiry = expiry;
        ServiceCode = serviceCode;
        Discretionary = discretionary;
    }

    public static TrackFormat Format => TrackFormat.Track2;

    public Pan Pan { get; }

    /// <summary>Year and month, "3012" for December 2030, or "".</summary>
    public string Expiry { get; }

    /// <summary>Interchange and technology, authorisation, and service and PIN; or "".</summary>
    public string ServiceCode { get; }

    public bool PassesLuhn => Pan.PassesLuhn;

    public bool HasChip => ServiceCode is ['2' or '6', ..];

    // The issuer's own digits hold its verification values: nobody else reads them.
    private string Discretionary { get; }

    /// <summary>
    /// Reads the text between the sentinels, separated by '=' or 'D', or that of EMV tag 57 with its filling F; null
    /// when it is no track 2. Luhn is not demanded.
    /// </summary>
    public static Track2? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('F');
        var separator = text.IndexOfAny('=', 'D');
        if (separator < 0 || text.Length > Format.LongestText || Pan.Read(text[..separator]) is not { } pan)
            return null;

        var rest = text[(separator + 1)..];
        return TrackText.Take(ref rest, 4, "=D") is { } expiry
            && TrackText.Take(ref rest, 3, "=D") is { } serviceCode
            && TrackText.IsDigits(rest)
            ? new Track2(pan, expiry, serviceCode, rest.ToString())
            : null;
    }

    /// <summary>The bits of a swipe of this text, zeros for clocking on both sides.</summary>
    public static IReadOnlyList<bool> Encode(ReadOnlySpan<char> text) =>
        StripeBits.Encode(Format, text.ToString().Replace('D', '='));

    /// <summary>What a swipe says: see <see cref="StripeReading{TTrack}"/>.</summary>
    public static StripeReading<Track2> Decode(IReadOnlyList<bool> bits) => StripeReading<Track2>.Of(bits);

    /// <summary>
    /// The clear text, with '=' between number and expiry: for the wire alone. Every use is a place to review.
    /// </summary>
    public string Reveal() =>
        $"{Pan.Reveal()}={TrackText.Or(Expiry, '=')}{TrackText.Or(ServiceCode, '=')}{Discretionary}";

    /// <summary>
    /// The masked card number and nothing else: PCI DSS 3.3 lets no other part of a track be kept or shown.
    /// </summary>
    public override string ToString() => $"{Pan}=…";
}
