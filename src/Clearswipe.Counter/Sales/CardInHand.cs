using Clearswipe.Counter.Readers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// A card that was read, while its sale is open: in memory alone, never written down. Printing it masks it.
/// </summary>
sealed record CardInHand(ReadMethod Method, Pan Pan, string Token)
{
    /// <summary>Field 14, YYMM.</summary>
    public string? Expiry { get; init; }
    /// <summary>Field 23, three digits.</summary>
    public string? Sequence { get; init; }
    /// <summary>Field 35.</summary>
    public string? Track2 { get; init; }
    /// <summary>Field 55; a fresh one for each attempt, or the issuer takes it for a replay.</summary>
    public ReadOnlyMemory<byte>? ChipData { get; init; }
    public bool NeedsPin { get; init; }
    /// <summary>Tries left as the chip counts them.</summary>
    public int? PinTriesLeft { get; init; }

    /// <summary>
    /// The count that a customer may be shown: one, or none. A chip counts the PINs that it checked itself, and ours go
    /// to the issuer, who tells no count (EMV Book 3, tag 9F17): "three left" would be a promise that nobody made.
    /// </summary>
    public int? TriesToWarnOf => PinTriesLeft is <= 1 ? PinTriesLeft : null;

    /// <summary>The chip, while it is in the slot.</summary>
    public IChip? Chip { get; init; }

    public override string ToString() => $"{Method} {Pan}";
}
