using Clearswipe.Vault.Cards;
using Clearswipe.Vault.Data;
using Clearswipe.Vault.Dukpt;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Vault.Pkcs11;
using Clearswipe.Vault.Software;
using Clearswipe.Vault.Tracks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault;

/// <summary>
/// The vault that a room is given: the room holds sealed keys and asks. No call gives back a clear key or a PIN,
/// whoever holds the keys behind it. Many may call at once. What came from outside and is bad is a value; a key that is
/// used for something else, or was changed, is a contradiction and throws <see cref="InvariantException"/>. The rules
/// are those of PCI PIN and PCI DSS 3.5 to 3.7; each door names its standards.
/// </summary>
public sealed class KeyVault : IDisposable
{
    /// <summary>The length of a software vault's storage key, in bytes.</summary>
    public const int StorageKeyLength = 32;

    private readonly IKeyHolder _holder;
    private readonly KeyRing _keys;

    internal KeyVault(IKeyHolder holder, KeyBook book)
    {
        _holder = holder;
        _keys = new KeyRing(holder);
        Keys = new VaultKeys(_keys, holder, book);
        Macs = new VaultMacs(_keys);
        Cards = new VaultCards(_keys, holder);
        Pins = new VaultPins(_keys, holder, Cards);
        Chips = new VaultChips(_keys);
        Dukpt = new VaultDukpt(_keys, holder, Pins);
        Tracks = new VaultTracks(_keys);
        Data = new VaultData(holder);
    }

    /// <summary>
    /// Whether keys stand in ordinary memory: for development, training and simulation, never for real cards.
    /// </summary>
    public bool IsForDevelopment => _holder.IsForDevelopment;

    /// <summary>Keys: made, wrapped, registered, in key blocks.</summary>
    public VaultKeys Keys { get; }

    /// <summary>Message authentication codes.</summary>
    public VaultMacs Macs { get; }

    /// <summary>PIN blocks and the verification of PINs.</summary>
    public VaultPins Pins { get; }

    /// <summary>Keys for one transaction each.</summary>
    public VaultDukpt Dukpt { get; }

    /// <summary>Tokens and verification values of cards.</summary>
    public VaultCards Cards { get; }

    /// <summary>Issuer's cryptograms and scripts for chips (EMV).</summary>
    public VaultChips Chips { get; }

    /// <summary>Tracks under a terminal's track key.</summary>
    public VaultTracks Tracks { get; }

    /// <summary>Data at rest.</summary>
    public VaultData Data { get; }

    /// <summary>A vault in this process; it keeps no book.</summary>
    public static KeyVault OpenSoftware(ReadOnlyMemory<byte> storageKey, IChance chance) =>
        new(new SoftwareHolder(storageKey.Span, chance), KeyBook.None);

    /// <summary>A vault in this process that enters what is done with keys into a book.</summary>
    public static KeyVault OpenSoftware(
        ReadOnlyMemory<byte> storageKey, IChance chance, IKeyAudit audit, TimeProvider time) =>
        new(new SoftwareHolder(storageKey.Span, chance), new KeyBook(audit, time));

    /// <summary>Wipes the keys that are open.</summary>
    /// <summary>
    /// A vault whose keys stand in a security module (PKCS#11 v2.40), under storage keys that
    /// <see cref="ProvisionPkcs11"/> made there. The user PIN is the caller's to wipe. Throws
    /// <see cref="TokenException"/> when module, token, PIN or storage keys are not as told. SM4 keys are refused.
    /// </summary>
    public static KeyVault OpenPkcs11(Pkcs11Settings settings, ReadOnlySpan<byte> userPin) =>
        new(new Pkcs11Holder(Sessions.Open(settings, userPin)), KeyBook.None);

    /// <summary>The same, and what is done with keys is entered into a book.</summary>
    public static KeyVault OpenPkcs11(
        Pkcs11Settings settings, ReadOnlySpan<byte> userPin, IKeyAudit audit, TimeProvider time) =>
        new(new Pkcs11Holder(Sessions.Open(settings, userPin)), new KeyBook(audit, time));

    /// <summary>
    /// Makes the storage keys in a token that has none under this label: once in the life of a vault. Without them,
    /// what
    /// it sealed can never be opened, so the token is backed up as its maker says.
    /// </summary>
    public static void ProvisionPkcs11(Pkcs11Settings settings, ReadOnlySpan<byte> userPin) =>
        Sessions.Provision(settings, userPin);

    public void Dispose()
    {
        _keys.Dispose();
        _holder.Dispose();
    }
}
