using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;

namespace Clearswipe.Vault.Keys;

/// <summary>
/// A line of the inventory of keys (PCI PIN 33): whose it is, and what may be known of it. The check value is as
/// <see cref="SealedKey.CheckValue"/> says.
/// </summary>
public sealed record RegisteredKey(string Owner, KeyUse Use, KeyAlgorithm Algorithm, string CheckValue);

/// <summary>Whether a key is its owner's alone (PCI PIN 20-1). There is no third way.</summary>
public abstract record KeyRegistration
{
    private KeyRegistration()
    {
    }

    /// <summary>No other owner has it: it was entered.</summary>
    public sealed record Alone : KeyRegistration;

    /// <summary>An alarm: another owner has the very same key for the same use.</summary>
    public sealed record AlsoOf(string Owner, string CheckValue) : KeyRegistration;
}

/// <summary>
/// Who owns which key, since the vault was opened: one key for each owner and use. Keys are told apart by more than
/// their check values, of which two in four bytes may agree by chance among many terminals.
/// </summary>
sealed class KeyRegister(IKeyHolder holder, KeyBook book)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string Owner, KeyUse Use), (RegisteredKey Line, string Hash)> _byOwner = [];
    private readonly Dictionary<(KeyUse Use, string Hash), string> _owners = [];

    public IReadOnlyList<RegisteredKey> Lines
    {
        get
        {
            lock (_turn)
                return [.. _byOwner.Values.Select(entry => entry.Line)];
        }
    }

    /// <summary>An owner's new key takes the place of its old one; one that another owner has is not entered.</summary>
    public KeyRegistration Enter(string owner, SealedKey key)
    {
        var hash = HashOf(key);
        lock (_turn)
        {
            if (_owners.TryGetValue((key.Use, hash), out var other) && other != owner)
            {
                book.Enter(owner, KeyDeed.FoundTwice, key.Use, key.CheckValue);
                return new KeyRegistration.AlsoOf(other, key.CheckValue);
            }

            if (_byOwner.TryGetValue((owner, key.Use), out var before))
                _owners.Remove((key.Use, before.Hash));
            _owners[(key.Use, hash)] = owner;
            _byOwner[(owner, key.Use)] = (new RegisteredKey(owner, key.Use, key.Algorithm, key.CheckValue), hash);
            book.Enter(owner, KeyDeed.Registered, key.Use, key.CheckValue);
            return new KeyRegistration.Alone();
        }
    }

    // Of what the key makes of sixteen fixed bytes, so that the key itself need not come out of its holder. They are no
    // digits: what else is hashed, card numbers, is digits alone.
    private string HashOf(SealedKey key)
    {
        Span<byte> made = stackalloc byte[CipherKey.LongestBlock];
        "one key, 1 owner"u8.CopyTo(made);
        using (var opened = holder.OpenKey(key))
            opened.Encrypt(made);

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        holder.Hash([(byte)key.Algorithm, .. made], hash);
        return Convert.ToHexString(hash);
    }
}
