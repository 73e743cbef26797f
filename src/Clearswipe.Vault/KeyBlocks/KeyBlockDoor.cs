using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>Sealed keys into key blocks, and out of them: what <see cref="VaultKeys"/> offers.</summary>
sealed class KeyBlockDoor(KeyRing keys, IKeyHolder holder, KeyBook book)
{
    public string Export(SealedKey protection, SealedKey key, KeyBlockOptions options)
    {
        Invariant.Holds(key.Exportability != Exportability.Never, "a key that is not exportable stays inside");
        Invariant.Holds(
            options.Exportability is Exportability.Never or Exportability.Trusted
                || options.Exportability == Exportability.Sensitive && key.Exportability == Exportability.Sensitive,
            "a key goes no further than it was let go when it came");
        var version = protection.Algorithm.IsDes() ? KeyBlockVersion.B : KeyBlockVersion.D;
        var (usage, mode) = KeyBlockUses.Of(key.Use, key.Algorithm);
        using var protecting = Open(protection);
        var clear = keys.Unseal(key);
        try
        {
            var header = new KeyBlockHeader(version, usage, Letter(key.Algorithm), mode, options.Exportability)
            {
                KeyVersion = options.KeyVersion,
                Blocks = options.HasCheckValue ? [new(OptionalBlock.CheckValue, Check(key.Algorithm, clear))] : [],
            };
            var block = KeyBlock.Wrap(protecting, header, key.Algorithm, clear, holder);
            book.Enter("", KeyDeed.Exported, key.Use, key.CheckValue);
            return block;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    public KeyImport Import(SealedKey protection, ReadOnlySpan<char> block)
    {
        using var protecting = Open(protection);
        if (KeyBlock.TryRead(block, out var header) is { } fault)
            return new KeyImport.Refused(fault);
        if (protecting.For(header!.Version) is null)
            return new KeyImport.Refused(new(0, $"version {header.Version} is not protected by this key"));
        if (KeyBlockUses.TryFind(header, out var use) is { } useless)
            return new KeyImport.Refused(useless);
        if (header.Algorithm is not ('A' or 'D' or 'T'))
            return new KeyImport.Refused(new(7, "the vault has no use for a key of this cipher"));

        Span<byte> room = stackalloc byte[KeyBlock.LongestKey];
        try
        {
            // Whether it was the authenticator, the length, the check value or the key itself: one answer.
            if (KeyBlock.TryUnwrap(protecting, block, room, out var unwrapped) is not null)
                return new KeyImport.Refused(KeyBlockFault.Refused);

            var clear = room[..unwrapped!.Algorithm.KeyLength()];
            return KeyBlockUses.Serves(header, unwrapped.Algorithm) && Seal(use, unwrapped, clear) is { } key
                ? new KeyImport.Taken(key)
                : new KeyImport.Refused(KeyBlockFault.Refused);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private SealedKey? Seal(KeyUse use, UnwrappedKey unwrapped, Span<byte> clear)
    {
        var key = KeyIntake.TrySeal(holder, use, unwrapped.Algorithm, unwrapped.Header.Exportability, clear);
        if (key is not null)
            book.Enter("", KeyDeed.Imported, use, key.CheckValue);
        return key;
    }

    private ProtectionKey Open(SealedKey protection)
    {
        Invariant.Holds(protection.Use == KeyUse.KeyBlock, "a key is used only for what it was sealed for");
        var clear = keys.Unseal(protection);
        try
        {
            return new ProtectionKey(protection.Algorithm, clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private static string Check(KeyAlgorithm algorithm, ReadOnlySpan<byte> clear)
    {
        using var cipher = CipherKey.Create(algorithm, clear);
        return KeyCheck.Of(cipher);
    }

    private static char Letter(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des => 'D',
        KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3 => 'T',
        KeyAlgorithm.Aes128 or KeyAlgorithm.Aes192 or KeyAlgorithm.Aes256 => 'A',
        _ => throw new InvariantException("a key in a key block is of DES, triple DES or AES"),
    };
}
