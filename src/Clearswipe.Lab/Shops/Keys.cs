using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// The key ceremony of a world: each key comes into both vaults from the same clear components. The seed decides them
/// all, so that a shop opened again over its files can read them. Never a ceremony for real keys.
/// </summary>
sealed class Keys
{
    private const int KeyLength = 16;

    private readonly SeededChance _ceremony;
    private readonly IChance _chance;

    public Keys(World world, IChance chance)
    {
        _ceremony = new SeededChance(world.Seed ^ 0xCE2E_0E0D);
        _chance = chance;
        Switch = NewVault();
        Cards = NewVault();
        Tills = [.. world.Tills.Select(NewTill)];
        var issuers = world.Issuers.Select(NewIssuer).ToList();
        Issuers = [.. issuers.Select(WithChips)];
    }

    public KeyVault Switch { get; }

    /// <summary>The keys inside the chips.</summary>
    public KeyVault Cards { get; }

    public IReadOnlyList<TillKeys> Tills { get; }

    public IReadOnlyList<IssuerKeys> Issuers { get; }

    private TillKeys NewTill(TillModel till)
    {
        var vault = NewVault();
        var (here, there) = Shared(KeyUse.Master, vault);
        return new TillKeys(till, vault, here, there);
    }

    private IssuerKeys NewIssuer(IssuerModel issuer)
    {
        var storage = Random(KeyVault.StorageKeyLength);
        KeyVault Open() => KeyVault.OpenSoftware(storage, _chance);
        var vault = Open();
        var (pinHere, pinThere) = Shared(KeyUse.Pin, vault);
        var (macHere, macThere) = Shared(KeyUse.Mac, vault);
        var verification = FromComponents(vault, KeyUse.PinVerification, Random(KeyLength), Random(KeyLength));
        return new IssuerKeys(issuer, vault, Open, (pinHere, macHere), (pinThere, macThere), verification);
    }

    private IssuerKeys WithChips(IssuerKeys keys)
    {
        var (first, second) = (Random(KeyLength), Random(KeyLength));
        return keys with
        {
            Chips = (
                FromComponents(keys.Vault, KeyUse.ChipCryptogram, first, second),
                FromComponents(Cards, KeyUse.ChipCryptogram, first, second)),
        };
    }

    private (SealedKey Here, SealedKey AtSwitch) Shared(KeyUse use, KeyVault vault)
    {
        var (first, second) = (Random(KeyLength), Random(KeyLength));
        return (FromComponents(vault, use, first, second), FromComponents(Switch, use, first, second));
    }

    private static SealedKey FromComponents(KeyVault vault, KeyUse use, byte[] first, byte[] second) =>
        vault.Keys.FromComponents(use, KeyAlgorithm.TripleDes2, first, second);

    private KeyVault NewVault() => KeyVault.OpenSoftware(Random(KeyVault.StorageKeyLength), _chance);

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _ceremony.Fill(bytes);
        return bytes;
    }
}

/// <summary>A till's vault and its master key, in its own vault and in the switch's.</summary>
sealed record TillKeys(TillModel Till, KeyVault Vault, SealedKey Master, SealedKey MasterAtSwitch);

/// <summary>
/// An issuer's vault, how it is opened anew, the zone keys in it and in the switch's, and its key for PIN verification.
/// </summary>
sealed record IssuerKeys(
    IssuerModel Issuer, KeyVault Vault, Func<KeyVault> OpenVault, (SealedKey Pin, SealedKey Mac) Zone,
    (SealedKey Pin, SealedKey Mac) ZoneAtSwitch, SealedKey Verification)
{
    /// <summary>The master key of its chips, in its own vault and where the chips are made.</summary>
    public (SealedKey Here, SealedKey InCards) Chips { get; init; }
}
