using Clearswipe.Counter.Readers;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;

namespace Clearswipe.Lab.Cards;

/// <summary>A card in somebody's hand: it can be swiped, put in, held over the reader, wiped, and it wears.</summary>
public sealed class LabCard
{
    private readonly ChipKey _key;
    private int _uses;

    /// <summary>A card whose issuer looks at no cryptogram: its chip's key is nobody's.</summary>
    public LabCard(CardModel model, KeyVault vault)
        : this(model, vault, vault.Keys.Generate(KeyUse.ChipCryptogram, KeyAlgorithm.TripleDes2))
    {
    }

    /// <summary>A card whose chip has its key from the issuer's for cryptograms.</summary>
    public LabCard(CardModel model, KeyVault vault, SealedKey issuerKey)
    {
        Model = model;
        Stripe = model.Stripe;
        Chip = model.Chip;
        _key = new ChipKey(vault, issuerKey, model.Pan);
    }

    public CardModel Model { get; }

    public StripeCondition Stripe { get; set; }

    public ChipCondition Chip { get; set; }

    /// <summary>The bits that a clean head reads from track 2.</summary>
    public IReadOnlyList<bool> Swipe() => StripeImage.Of(Model, Stripe);

    public IChip PutIn(bool isReversed = false)
    {
        // The contacts are on one side: the other way round there is nothing.
        var chip = new Chip(Model, isReversed ? ChipCondition.Silent : Chip, isContactless: false, () => ++_uses, _key);
        if (Chip == ChipCondition.RemovedEarly)
            Chip = ChipCondition.Good;
        return chip;
    }

    // Dirt on the contacts does not matter over the air.
    public IChip HoldOver()
    {
        var condition = Chip == ChipCondition.Dirty ? ChipCondition.Good : Chip;
        return new Chip(Model, condition, isContactless: true, () => ++_uses, _key);
    }

    /// <summary>A dry cloth: it helps against dirt and nothing else.</summary>
    public void Wipe() => Chip = Chip == ChipCondition.Dirty ? ChipCondition.Good : Chip;

    public override string ToString() => Model.ToString();
}
