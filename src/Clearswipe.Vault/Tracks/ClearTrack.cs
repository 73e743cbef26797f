using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Tracks;

/// <summary>
/// A track 2 that came under a terminal's track key, opened. It masks itself wherever it is written; the clear text has
/// one loud name, <see cref="Reveal"/>.
/// </summary>
public sealed class ClearTrack
{
    private const string Alphabet = "0123456789D";

    private readonly string _text;

    private ClearTrack(string text, Pan pan) => (_text, Pan) = (text, pan);

    /// <summary>The card number in front of the separator.</summary>
    public Pan Pan { get; }

    /// <summary>Null when these are no digits with a card number and a separator in front.</summary>
    internal static ClearTrack? Read(ReadOnlySpan<char> text) =>
        text.IndexOf('D') is > 0 and var separator && !text.ContainsAnyExcept(Alphabet)
            && Pan.Read(text[..separator]) is { } pan
            ? new ClearTrack(text.ToString(), pan)
            : null;

    /// <summary>
    /// The clear text, with D between number and expiry: for the wire alone. Every use is a place to review.
    /// </summary>
    public string Reveal() => _text;

    /// <summary>
    /// The masked card number and nothing else: PCI DSS 3.3 lets no other part of a track be kept or shown.
    /// </summary>
    public override string ToString() => $"{Pan}D…";
}
