using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer;

/// <summary>What an issuer is told when it opens: who it is, its keys, its rules, its first cards.</summary>
public sealed record IssuerSettings
{
    public required IssuerId Issuer { get; init; }

    public required Bilingual Name { get; init; }

    public required string Telephone { get; init; }

    public required Bilingual Hours { get; init; }

    /// <summary>Under which PIN blocks come from the switch.</summary>
    public required SealedKey ZonePinKey { get; init; }

    /// <summary>With which requests and answers are signed.</summary>
    public required SealedKey ZoneMacKey { get; init; }

    /// <summary>How both sides sign; it takes the kind of key that <see cref="ZoneMacKey"/> is.</summary>
    public MacAlgorithm Mac { get; init; } = MacAlgorithm.X919;

    /// <summary>What the switch speaks.</summary>
    public Dialect Dialect { get; init; } = Dialect.Iso1987Ascii;

    /// <summary>The PVK pair of the Visa PVV, and the index (1 to 6) that names it.</summary>
    public required SealedKey VerificationKey { get; init; }

    public int VerificationKeyIndex { get; init; } = 1;

    /// <summary>
    /// The master key of the chips' cryptograms (UnionPay, triple DES). Without one no cryptogram is looked at.
    /// </summary>
    public SealedKey? ChipKey { get; init; }

    /// <summary>Cards to issue. A card that is in the table already keeps its balance and its tries.</summary>
    public IReadOnlyList<CardSettings> Cards { get; init; } = [];

    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>Up to this amount a tap needs no PIN; UnionPay's small-amount rule says 1000 yuan.</summary>
    public Money TapWithoutPinUpTo { get; init; } = Money.Fen(100_000);
}
