using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// Track 1 of a card (ISO/IEC 7813, format code B): number, name, expiry as YYMM, three digits of service code, and
/// the issuer's own characters. Expiry and service code are "" where the card leaves them out. It masks itself wherever
/// it is written; the clear text has one loud name, <see cref="Reveal"/>.
/// </summary>
public sealed record Track1 : ITrack<Track1>
{
    private const int ShortestName = 2;
    private const int LongestName = 26;

    private Track1(Pan pan, string name, string expiry, string serviceCode, string discretionary)
    {
        Pan = pan;
        Name = name;
        Expiry = expiry;
        ServiceCode = serviceCode;
        Discretionary = discretionary;
    }

    public static TrackFormat Format => TrackFormat.Track1;

    public Pan Pan { get; }

    /// <summary>Year and month, "3012" for December 2030, or "".</summary>
    public string Expiry { get; }

    /// <summary>Interchange and technology, authorisation, and service and PIN; or "".</summary>
    public string ServiceCode { get; }

    public bool PassesLuhn => Pan.PassesLuhn;

    public bool HasChip => ServiceCode is ['2' or '6', ..];

    // Who holds the card is nobody's business but the issuer's (PCI DSS 3.3: nothing of a track is kept or shown).
    private string Name { get; }

    // The issuer's own characters hold its verification values: nobody else reads them.
    private string Discretionary { get; }

    /// <summary>
    /// Reads the text between the sentinels, from its "B" on; null when it is no track 1 of this format. Luhn is not
    /// demanded, and neither is the '/' behind the surname: a gift card has no surname.
    /// </summary>
    public static Track1? Read(ReadOnlySpan<char> text)
    {
        if (text is not ['B', .. var rest] || text.Length > Format.LongestText || !IsContent(text))
            return null;
        if (Upto(ref rest) is not { } number || Pan.Read(number) is not { } pan)
            return null;
        if (Upto(ref rest) is not { Length: >= ShortestName and <= LongestName } name)
            return null;

        return TrackText.Take(ref rest, 4, "^") is { } expiry && TrackText.Take(ref rest, 3, "^") is { } serviceCode
            ? new Track1(pan, name, expiry, serviceCode, rest.ToString())
            : null;
    }

    /// <summary>The bits of a swipe of this text, zeros for clocking on both sides.</summary>
    public static IReadOnlyList<bool> Encode(ReadOnlySpan<char> text) => StripeBits.Encode(Format, text);

    /// <summary>What a swipe says: see <see cref="StripeReading{TTrack}"/>.</summary>
    public static StripeReading<Track1> Decode(IReadOnlyList<bool> bits) => StripeReading<Track1>.Of(bits);

    /// <summary>The clear text, from its "B" on. Every use is a place to review.</summary>
    public string Reveal() =>
        $"B{Pan.Reveal()}^{Name}^{TrackText.Or(Expiry, '^')}{TrackText.Or(ServiceCode, '^')}{Discretionary}";

    /// <summary>
    /// The masked card number and nothing else: PCI DSS 3.3 lets no other part of a track be kept or shown.
    /// </summary>
    public override string ToString() => $"{Pan}^…";

    private static string? Upto(ref ReadOnlySpan<char> rest)
    {
        var separator = rest.IndexOf('^');
        if (separator < 0)
            return null;
        var taken = rest[..separator].ToString();
        rest = rest[(separator + 1)..];
        return taken;
    }

    private static bool IsContent(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (!Format.MayHold(character))
                return false;
        return true;
    }
}
