using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;

namespace Clearswipe.Vault.Keys;

/// <summary>A line of the inventory of keys: whose it is, and what may be known of it.</summary>
public sealed record RegisteredKey(string Owner, KeyUse Use, KeyAlgorithm Algorithm, string CheckValue);

/// <summary>Whether a key is its owner's alone.</summary>
public abstract record KeyRegistration
{
    private KeyRegistration()
    {
    }

    public sealed record Alone : KeyRegistration;

    /// <summary>An alarm: another owner has the very same key for the same use.</summary>
    public sealed record AlsoOf(string Owner, string CheckValue) : KeyRegistration;
}

/// <summary>
/// Who owns which key, since the vault was opened: one key for each owner and use. Keys are told apart by a keyed hash,
/// because among many terminals two check values of four bytes may agree by chance.
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

    // The words before the key set it apart from the other things that are hashed, which are digits alone.
    private string HashOf(SealedKey key)
    {
        var clear = holder.UnsealKey(key);
        byte[] named = [.. Encoding.ASCII.GetBytes($"key/{key.Algorithm}/"), .. clear];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        holder.Hash(named, hash);
        CryptographicOperations.ZeroMemory(named);
        CryptographicOperations.ZeroMemory(clear);
        return Convert.ToHexString(hash);
    }
}
