using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>The formats of PIN blocks (ISO 9564-1:2017, clause 9).</summary>
public enum PinFormat
{
    /// <summary>Format 0: joined with the card number; 8 bytes under triple DES.</summary>
    Iso0 = 0,
    /// <summary>Format 1: no card number, random fill; 8 bytes under triple DES. It is only ever left.</summary>
    Iso1 = 1,
    /// <summary>Format 2: for the chip that checks its PIN by itself. It never travels.</summary>
    Iso2 = 2,
    /// <summary>Format 3: as format 0, with random fill; 8 bytes under triple DES.</summary>
    Iso3 = 3,
    /// <summary>
    /// Format 4: bound to the card number by the cipher; 16 bytes under AES, or in the same layout under SM4.
    /// </summary>
    Iso4 = 4,
}

/// <summary>What is fixed about the formats, and the one table of where a PIN may go.</summary>
public static class PinFormats
{
    /// <summary>The longest block of any format, in bytes: room on the stack for one.</summary>
    public const int LongestBlock = 16;

    // From (down) to (across), formats 0 to 4; both sides with the same card number. A PIN never comes to rest in a
    // format that is not bound to its card, and what was made for a chip stays there (PCI PIN 3-3, ISO 9564-1, 9.2).
    private static readonly string[] MayGo =
    [
        "yes no  no  yes yes",
        "yes no  no  yes yes",
        "no  no  no  no  no ",
        "yes no  no  yes yes",
        "yes no  no  yes yes",
    ];

    /// <summary>The length of a block, in bytes: 16 for format 4, else 8.</summary>
    public static int BlockLength(this PinFormat format) => format == PinFormat.Iso4 ? LongestBlock : 8;

    /// <summary>Whether a PIN may be translated from this format to that one, for the same card number.</summary>
    public static bool MayBecome(this PinFormat from, PinFormat to)
    {
        // Not by reflection, whose own memory is built anew after a collection.
        Invariant.Holds(IsKnown(from) && IsKnown(to), "a PIN block has a known format");
        return MayGo[(int)from][4 * (int)to] == 'y';
    }

    private static bool IsKnown(PinFormat format) => format is >= PinFormat.Iso0 and <= PinFormat.Iso4;

    /// <summary>
    /// Which keys encrypt a block of the format. UnionPay's own block under SM4 is published nowhere that we may cite,
    /// so under SM4 we know the layout of format 4 alone.
    /// </summary>
    public static bool Takes(this PinFormat format, KeyAlgorithm key) => format switch
    {
        PinFormat.Iso0 or PinFormat.Iso1 or PinFormat.Iso3 => key is KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3,
        PinFormat.Iso4 => key.IsAes() || key == KeyAlgorithm.Sm4,
        PinFormat.Iso2 => false,
        _ => throw new InvariantException("a PIN block has a known format"),
    };
}
