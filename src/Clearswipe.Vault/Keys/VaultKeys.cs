using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Keys;

/// <summary>
/// How keys come into a vault, and travel between vaults (PCI PIN 5 to 22; ANSI X9.143:2021); none ever leaves in the
/// clear. What came from outside and is no good key is a value; what is asked for against the law of keys throws.
/// </summary>
public sealed class VaultKeys
{
    private readonly KeyRing _keys;
    private readonly KeyBook _book;
    private readonly KeyRegister _register;
    private readonly IKeyHolder _holder;
    private readonly KeyBlockDoor _blocks;

    internal VaultKeys(KeyRing keys, IKeyHolder holder, KeyBook book)
    {
        (_keys, _holder, _book) = (keys, holder, book);
        _blocks = new KeyBlockDoor(keys, holder, book);
        _register = new KeyRegister(holder, book);
    }

    /// <summary>The keys that were registered, in no order: what an inventory of keys must list (PCI PIN 33).</summary>
    public IReadOnlyList<RegisteredKey> Registered => _register.Lines;

    /// <summary>A new random key; single DES for a MAC key alone.</summary>
    public SealedKey Generate(KeyUse use, KeyAlgorithm algorithm) => _keys.Generate(use, algorithm);

    /// <summary>
    /// A key from the exclusive-or of its clear components, all as long as the key: for keys of demos and tests. A real
    /// key comes by <see cref="BeginCeremony"/>. What is no good key for this use throws.
    /// </summary>
    public SealedKey FromComponents(
        KeyUse use, KeyAlgorithm algorithm, params ReadOnlySpan<ReadOnlyMemory<byte>> components)
    {
        Invariant.Holds(components.Length > 0, "a key has at least one component");
        Span<byte> clear = stackalloc byte[algorithm.KeyLength()];
        clear.Clear();
        foreach (var component in components)
        {
            Invariant.Holds(component.Length == clear.Length, $"a component of {algorithm} has {clear.Length} bytes");
            for (var i = 0; i < clear.Length; i++)
                clear[i] ^= component.Span[i];
        }

        return KeyIntake.KeepsItsBits(use) ? SealAsItIs(use, algorithm, clear) : _keys.Seal(use, algorithm, clear);
    }

    /// <summary>A key that no officer alone knows.</summary>
    public KeyCeremony BeginCeremony(KeyUse use, KeyAlgorithm algorithm)
    {
        Invariant.Holds(
            !KeyIntake.KeepsItsBits(use), "an initial key of a device comes from its base key or in a key block");
        return new KeyCeremony(use, algorithm, _keys, _book);
    }

    /// <summary>
    /// A working key as it travels to the holder of the same master key: each block encrypted for itself (ECB), DES
    /// keys under triple DES or SM4 keys under SM4. Keys of AES travel in key blocks.
    /// </summary>
    public WrappedKey Wrap(SealedKey master, SealedKey key)
    {
        MustBeWrappable(master, key.Use, key.Algorithm);
        Invariant.Holds(
            key.Exportability == Exportability.Sensitive,
            "a key that came for key blocks alone is not wrapped without one");
        var wrapping = _keys.Open(master, KeyUse.Master);
        var cryptogram = _keys.Unseal(key);
        wrapping.Encrypt(cryptogram);
        return new WrappedKey(cryptogram, Convert.FromHexString(key.CheckValue));
    }

    /// <summary>Null when the check value does not fit, or it is no key for this use: nothing is stored.</summary>
    public SealedKey? Unwrap(SealedKey master, KeyUse use, KeyAlgorithm algorithm, WrappedKey wrapped)
    {
        MustBeWrappable(master, use, algorithm);
        var wrapping = _keys.Open(master, KeyUse.Master);
        if (wrapped.Cryptogram.Length != algorithm.KeyLength())
            return null;

        Span<byte> clear = stackalloc byte[algorithm.KeyLength()];
        wrapped.Cryptogram.Span.CopyTo(clear);
        wrapping.Decrypt(clear);
        KeyLaw.MakeParityOdd(algorithm, clear);
        var isKey = KeyLaw.Refusal(use, algorithm, clear) is null
            && CheckValues.Fits(algorithm, clear, wrapped.CheckValue.Span);
        var key = isKey ? _keys.Seal(use, algorithm, clear) : null;
        CryptographicOperations.ZeroMemory(clear);
        return key;
    }

    /// <summary>
    /// A key in a key block (ANSI X9.143:2021, TR-31), in printable characters: version B under a protection key of
    /// triple DES, D under AES, which is at least as strong. Its usage and mode are those of its use. A key that stays
    /// inside, that may not go as far as the options say, or that has no letter in key blocks (SM4) throws.
    /// </summary>
    public string Export(SealedKey protection, SealedKey key, KeyBlockOptions? options = null) =>
        _blocks.Export(protection, key, options ?? KeyBlockOptions.Standard);

    /// <summary>
    /// Takes a key out of a block of version A, B, C or D. Its usage, mode and cipher must be those of one of our uses,
    /// its check value must be its own, and it must be no weak key: else it is refused, and nothing throws. The key
    /// goes
    /// no further than its block says.
    /// </summary>
    public KeyImport Import(SealedKey protection, ReadOnlySpan<char> block) => _blocks.Import(protection, block);

    /// <summary>
    /// Enters a key for its owner, such as a terminal, and tells whether another owner has the very same key for the
    /// same use (PCI PIN 20-1). The register lives as long as the vault is open.
    /// </summary>
    public KeyRegistration Register(string owner, SealedKey key) => _register.Enter(owner, key);

    /// <summary>
    /// The same key in a vault with another storage key. It stays inside: whoever may name both vaults may do it.
    /// </summary>
    internal SealedKey Reseal(SealedKey key, VaultKeys successor)
    {
        var clear = _keys.Unseal(key);
        var moved = successor._holder.SealKey(key.Label, clear);
        CryptographicOperations.ZeroMemory(clear);
        _book.Enter("", KeyDeed.Resealed, key.Use, key.CheckValue);
        return moved;
    }

    private SealedKey SealAsItIs(KeyUse use, KeyAlgorithm algorithm, Span<byte> clear)
    {
        var key = KeyIntake.TrySeal(_holder, use, algorithm, Exportability.Sensitive, clear);
        CryptographicOperations.ZeroMemory(clear);
        return key ?? throw new InvariantException($"a {use} key is a good key");
    }

    private static void MustBeWrappable(SealedKey master, KeyUse use, KeyAlgorithm algorithm)
    {
        Invariant.Holds(
            use is KeyUse.Pin or KeyUse.Mac or KeyUse.Data, "a master key wraps working keys alone");
        Invariant.Holds(
            algorithm.IsDes() && master.Algorithm is KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3
                || algorithm == KeyAlgorithm.Sm4 && master.Algorithm == KeyAlgorithm.Sm4,
            "a master key of triple DES wraps DES keys, one of SM4 wraps SM4 keys; AES travels in key blocks");
    }
}
