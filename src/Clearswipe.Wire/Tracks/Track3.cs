using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Tracks;

/// <summary>
/// Track 3 of a card (ISO/IEC 4909): a format code of two digits, the number where it is written, and behind a
/// separator fields of digits that are the issuer's affair. It masks itself wherever it is written; the clear text has
/// one loud name, <see cref="Reveal"/>.
/// </summary>
public sealed record Track3 : ITrack<Track3>
{
    private const int FormatCodeLength = 2;

    private Track3(string formatCode, Pan? pan, string fields)
    {
        FormatCode = formatCode;
        Pan = pan;
        Fields = fields;
    }

    public static TrackFormat Format => TrackFormat.Track3;

    /// <summary>01 and 02 are the two layouts of the standard, 90 to 99 are the issuers' own.</summary>
    public string FormatCode { get; }

    /// <summary>The number; null where track 2 alone has it.</summary>
    public Pan? Pan { get; }

    public bool PassesLuhn => Pan is not { PassesLuhn: false };

    /// <summary>Never: track 3 has no service code of track 2's kind.</summary>
    public bool HasChip => false;

    // Limits, counters, verification values and further account numbers: nobody but the issuer reads them.
    private string Fields { get; }

    /// <summary>
    /// Reads the text between the sentinels, separated by '=' or 'D', with or without a filling F at its end; null when
    /// it is no track 3. Luhn is not demanded.
    /// </summary>
    public static Track3? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('F');
        var separator = text.IndexOfAny('=', 'D');
        if (text.Length < Format.ShortestText || text.Length > Format.LongestText || separator < FormatCodeLength)
            return null;

        var fields = text[(separator + 1)..].ToString().Replace('D', '=');
        if (!TrackText.IsDigits(text[..separator]) || !TrackText.IsDigits(fields.Replace("=", "")))
            return null;
        var pan = Clearswipe.Vocabulary.Pan.Read(text[FormatCodeLength..separator]);
        return pan is null && separator > FormatCodeLength
            ? null
            : new Track3(text[..FormatCodeLength].ToString(), pan, fields);
    }

    /// <summary>The bits of a swipe of this text, zeros for clocking on both sides.</summary>
    public static IReadOnlyList<bool> Encode(ReadOnlySpan<char> text) =>
        StripeBits.Encode(Format, text.ToString().Replace('D', '='));

    /// <summary>What a swipe says: see <see cref="StripeReading{TTrack}"/>.</summary>
    public static StripeReading<Track3> Decode(IReadOnlyList<bool> bits) => StripeReading<Track3>.Of(bits);

    /// <summary>The clear text, with '=' between its fields. Every use is a place to review.</summary>
    public string Reveal() => $"{FormatCode}{Pan?.Reveal()}={Fields}";

    /// <summary>
    /// The format code and the masked card number: PCI DSS 3.3 lets no other part of a track be kept or shown.
    /// </summary>
    public override string ToString() => $"{FormatCode}{Pan}=…";
}
